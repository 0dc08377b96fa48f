import { type AnswerEvent, createClient, type OpenAiBody, readBody } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import { fail, MAX_SEALED_BYTES } from '@spindle/shared';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type ActorDeps, actorOfApiKey, mayAsk } from '../../modules/accounts/index.ts';
import type { MarketDeps } from '../../modules/listings/index.ts';
import type { FaultLog } from '../../platform/index.ts';
import { type ActorOf, askForBearer, needsScope, refuse } from '../bearer.ts';
import { goneSignal, ResponseWriter } from '../response-writer.ts';
import { streamAnswer, wholeAnswer } from './answer-chat.ts';
import { faultOfChat } from './fault-of-chat.ts';
import { type InProcessParts, inProcessTransport } from './in-process-transport.ts';
import { findSoldModel, listSoldModels } from './models.ts';
import { openUsageRoutes } from './usage.ts';

export interface DevelopersDoorParts extends InProcessParts {
  people: ActorDeps & MarketDeps;
  log: FaultLog;
}

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/**
 * OpenAI's shapes for any program, with an API key. Here the buyer's device runs inside the broker: convenient, and not
 * private from us, unlike the clients' door.
 */
export function openDevelopersDoor(app: FastifyInstance, parts: DevelopersDoorParts): void {
  app.register(
    async (scope) => {
      const actorOf = askForBearer(scope, (key) => actorOfApiKey(parts.people, key), parts.log);
      scope.setErrorHandler((error: FastifyError, _, reply) => refuse(reply, faultOf(error, parts.log)));
      scope.setNotFoundHandler((request, reply) => refuse(reply, fail('not_found', { what: request.url }).fault));
      const mayList = { onRequest: needsScope(actorOf, 'models') };
      const mayAnswer = { onRequest: needsScope(actorOf, 'inference') };
      scope.get('/models', mayList, async (request) => {
        const { data, ...list } = await listSoldModels(parts.people);
        return { ...list, data: data.filter(({ id }) => mayAsk(actorOf(request), id)) };
      });
      scope.get<{ Params: { '*': string } }>('/models/*', mayList, async (request, reply) => {
        const model = await findSoldModel(parts.people, request.params['*']);
        return model.ok ? model.value : refuse(reply, model.fault);
      });
      openUsageRoutes(scope, parts.people, actorOf);
      scope.post('/chat/completions', { ...mayAnswer, bodyLimit: MAX_SEALED_BYTES }, (request, reply) =>
        complete(parts, actorOf, request, reply),
      );
    },
    { prefix: '/v1' },
  );
}

async function complete(
  parts: DevelopersDoorParts,
  actorOf: ActorOf,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const read = readBody('chat', request.body);
  if (!read.ok) return refuse(reply, read.fault);
  const created = Math.floor(parts.quote.clock.nowMs() / 1000);
  const events = ask(parts, actorOf(request), read.value, goneSignal(reply.raw));
  const out = new ResponseWriter(reply.raw, STREAM_HEADERS);
  try {
    if (!read.value.stream) {
      const { body, headers } = await wholeAnswer(events, read.value, created);
      return reply.headers(headers).send(body);
    }
    await streamAnswer(events, read.value, created, out, parts.log);
  } catch (error) {
    // A reader who left is told nothing.
    if (!reply.raw.destroyed) return refuse(reply, faultOfChat(error, parts.log));
  }
  reply.hijack();
  out.end();
  return reply;
}

function ask(
  parts: DevelopersDoorParts,
  actor: Actor,
  body: OpenAiBody,
  signal: AbortSignal,
): AsyncIterable<AnswerEvent> {
  const { brokerSigner, env, clock } = parts.quote;
  const client = createClient({
    transport: inProcessTransport(parts, actor),
    brokerKey: brokerSigner.publicKey,
    env,
    primitives: nodePrimitives,
    now: () => clock.nowMs(),
  });
  return client.ask({ ...body.ask, signal });
}

/** What Fastify refuses before a route runs. The body itself is never looked at for it, nor logged. */
function faultOf(error: FastifyError, log: FaultLog) {
  if (error.statusCode === 413) return fail('too_large', { limitKb: MAX_SEALED_BYTES / 1024 }).fault;
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
  return isTheirs ? fail('invalid_input', { field: 'body', hint: 'Send JSON.' }).fault : faultOfChat(error, log);
}
