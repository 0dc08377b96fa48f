import type { Route } from '../http/index.ts';
import { LOCAL_METHODS } from './local-methods.ts';
import type { Parameters } from './parameters.ts';
import { Refusal, toRefusal } from './refusal.ts';
import { V2_METHODS } from './v2/methods.ts';
import { V3_METHODS } from './v3/methods.ts';
import type { Method, World } from './world.ts';

export { bocOf, seqnoOf, viewAccount } from './account-view.ts';
export type { World } from './world.ts';

/** Toncenter's interfaces over the local chain, and the chain's own doors. */
export function toncenterRoutes(world: World): Route[] {
  return [
    { path: '/api/v2/jsonRPC', answer: (request) => answerV2(world, jsonRpc(request.json)) },
    {
      path: '/api/v2/:method',
      answer: ({ parameters, at }) => answerV2(world, { method: at.method ?? '', parameters }),
    },
    {
      path: '/api/v3/:method',
      answer: ({ parameters, at }) => answerPlain(world, V3_METHODS, at.method ?? '', parameters),
    },
    {
      path: '/local/:method',
      answer: ({ parameters, at }) => answerPlain(world, LOCAL_METHODS, at.method ?? '', parameters),
    },
  ];
}

interface Call {
  method: string;
  parameters: Parameters;
  id?: unknown;
}

function jsonRpc(json: unknown): Call {
  const { id, method, params }: Parameters = isRecord(json) ? json : {};
  return { id: id ?? null, method: String(method ?? ''), parameters: isRecord(params) ? params : {} };
}

const isRecord = (value: unknown): value is Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ ok, result }` or `{ ok, error, code }`, and the code is the HTTP status too. */
async function answerV2(world: World, { method, parameters, id }: Call) {
  const envelope = id === undefined ? {} : { jsonrpc: '2.0', id };
  try {
    return { status: 200, body: { ok: true, result: await call(world, V2_METHODS, method, parameters), ...envelope } };
  } catch (error) {
    const { status, message } = toRefusal(error);
    return { status, body: { ok: false, error: message, code: status, ...envelope } };
  }
}

async function answerPlain(world: World, methods: Record<string, Method>, name: string, parameters: Parameters) {
  try {
    return { status: 200, body: await call(world, methods, name, parameters) };
  } catch (error) {
    const { status, message } = toRefusal(error);
    return { status, body: { error: message, code: status } };
  }
}

function call(world: World, methods: Record<string, Method>, name: string, parameters: Parameters): Promise<unknown> {
  if (world.switches.isDown && methods !== LOCAL_METHODS) throw new Refusal(503, 'LITE_SERVER_NETWORK: switched off');
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new Refusal(404, `method ${name} not found`);
  return method(world, parameters);
}
