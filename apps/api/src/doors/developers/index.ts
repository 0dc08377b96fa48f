import { randomUUID } from 'node:crypto';
import { fail, MAX_SEALED_BYTES } from '@spindle/shared';
import type { FastifyError, FastifyInstance } from 'fastify';
import { actorOfApiKey } from '../../modules/accounts/index.ts';
import type { FaultLog } from '../../platform/index.ts';
import { askForBearer, bearerOf, needsScope, refuse } from '../bearer.ts';
import { letBrowsersIn } from '../browsers.ts';
import { answerBody } from './answer-body.ts';
import { openBatchRoutes } from './batches.ts';
import { faultOfChat } from './fault-of-chat.ts';
import { openFileRoutes } from './files.ts';
import { openModelRoutes } from './models.ts';
import type { DevelopersDoorParts, Door } from './parts.ts';
import { openUsageRoutes } from './usage.ts';

export { createCarryOut } from './carry-out-line.ts';
export type { DevelopersDoorParts } from './parts.ts';

/** The version of OpenAI's API that this door speaks. */
const OPENAI_VERSION = '2020-10-01';

/**
 * OpenAI's shapes for any program, with an API key. Here the buyer's device runs inside the broker: convenient, and not
 * private from us, unlike the clients' door.
 */
export function openDevelopersDoor(app: FastifyInstance, parts: DevelopersDoorParts): void {
  app.register(
    async (scope) => {
      if (parts.isOpenToBrowsers) await letBrowsersIn(scope);
      nameRequests(scope);
      const door = letKeysIn(scope, parts);
      scope.setErrorHandler((error: FastifyError, _, reply) => refuse(reply, faultOf(error, parts.log)));
      scope.setNotFoundHandler((request, reply) => refuse(reply, fail('not_found', { what: request.url }).fault));
      const asks = { onRequest: needsScope(door.actorOf, 'inference'), bodyLimit: MAX_SEALED_BYTES };
      scope.post('/chat/completions', asks, answerBody(door, 'chat'));
      scope.post('/completions', asks, answerBody(door, 'completion'));
      scope.post('/embeddings', asks, answerBody(door, 'embeddings'));
      openModelRoutes(scope, door);
      openFileRoutes(scope, door);
      openBatchRoutes(scope, door);
      openUsageRoutes(scope, parts.people, door.actorOf);
    },
    { prefix: '/v1' },
  );
}

/** Every reply has an id, that of its job where there is one, and says how long it took. */
function nameRequests(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (_, reply) => {
    reply.headers({ 'x-request-id': randomUUID(), 'openai-version': OPENAI_VERSION });
  });
  scope.addHook('onSend', async (_, reply) => {
    reply.header('openai-processing-ms', String(Math.round(reply.elapsedTime)));
  });
}

/** Lets in API keys alone: a session of the Mini App is for people. */
function letKeysIn(scope: FastifyInstance, parts: DevelopersDoorParts): Door {
  const actorOf = askForBearer(scope, (key) => actorOfApiKey(parts.people, key), parts.log);
  return {
    ...parts,
    actorOf,
    callerOf: (request) => {
      const { accountId, apiKeyId } = actorOf(request);
      return { accountId, apiKeyId, apiKeyText: bearerOf(request) ?? '' };
    },
  };
}

/** What Fastify refuses before a route runs. The body itself is never looked at for it, nor logged. */
function faultOf(error: FastifyError, log: FaultLog) {
  if (error.statusCode === 413) return fail('too_large', { limitKb: MAX_SEALED_BYTES / 1024 }).fault;
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
  return isTheirs ? fail('invalid_input', { field: 'body', hint: 'Send JSON.' }).fault : faultOfChat(error, log);
}
