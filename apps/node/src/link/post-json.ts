import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type Fault, fail, isErrorCode, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';

/** How to reach the market. `ca` is for a market behind a certificate of one's own. */
export interface BrokerAddress {
  url: string;
  ca?: string | undefined;
}

const TIMEOUT_MS = 10_000;
const MAX_REPLY_BYTES = 1024 * 1024;

const ErrorReply = z.object({
  error: z.object({
    code: z.string(),
    facts: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  }),
});

/** The market's answer and its clock (the `Date` header), for telling how far ours is off. */
export interface Reply<Value> {
  value: Value;
  brokerMs: number | null;
}

/** Posts JSON to the market. Refusals: the market's own, or `broker_unreachable`. */
export const postJson = <Schema extends z.ZodMiniType>(
  broker: BrokerAddress,
  path: string,
  body: object,
  schema: Schema,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Result<Reply<z.output<Schema>>>> => exchange(broker, path, JSON.stringify(body), schema, timeoutMs);

async function exchange<Schema extends z.ZodMiniType>(
  broker: BrokerAddress,
  path: string,
  body: string | null,
  schema: Schema,
  timeoutMs: number,
): Promise<Result<Reply<z.output<Schema>>>> {
  try {
    const response = await send(broker, path, body, timeoutMs);
    const text = await readText(response);
    if (response.statusCode !== 200)
      return { ok: false, fault: faultOfReply(broker.url, response.statusCode ?? 0, text) };
    const parsed = schema.safeParse(JSON.parse(text));
    if (!parsed.success) return fail('broker_unreachable', { url: broker.url, reason: 'it is not a Spindle market' });
    const brokerMs = Date.parse(response.headers.date ?? '');
    return ok({ value: parsed.data, brokerMs: Number.isNaN(brokerMs) ? null : brokerMs });
  } catch (error) {
    return fail('broker_unreachable', { url: broker.url, reason: reasonOf(error) });
  }
}

/** Asks the market for JSON. Refusals: as {@link postJson}. */
export const getJson = <Schema extends z.ZodMiniType>(
  broker: BrokerAddress,
  path: string,
  schema: Schema,
): Promise<Result<Reply<z.output<Schema>>>> => exchange(broker, path, null, schema, TIMEOUT_MS);

/** Reads the market's error body; anything else that answers is not a market. */
export function faultOfReply(url: string, status: number, text: string): Fault {
  try {
    const parsed = ErrorReply.safeParse(JSON.parse(text));
    const { code, facts } = parsed.success ? parsed.data.error : { code: '', facts: undefined };
    if (isErrorCode(code)) return fail(code, facts).fault;
  } catch {
    // A proxy's page.
  }
  return fail('broker_unreachable', { url, reason: `HTTP ${status}` }).fault;
}

export function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not a Spindle market';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
}

function send(
  { url, ca }: BrokerAddress,
  path: string,
  body: string | null,
  timeoutMs: number,
): Promise<IncomingMessage> {
  const isTls = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const posting = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body ?? '') };
    const method = body === null ? { method: 'GET' } : { method: 'POST', headers: posting };
    const options = { ...method, agent: false, ...(ca ? { ca } : {}) };
    const request = (isTls ? requestHttps : requestHttp)(`${url}${path}`, options, resolve);
    request.setTimeout(timeoutMs, () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const piece of response) {
    text += piece;
    if (text.length > MAX_REPLY_BYTES) throw new SyntaxError('too long');
  }
  return text;
}
