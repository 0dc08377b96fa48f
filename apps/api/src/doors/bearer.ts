import { errorBody, errorHeaders } from '@spindle/client';
import { errorEntry, type Fault, fail, type KeyScope, type Result } from '@spindle/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, mayUse } from '../modules/accounts/index.ts';
import { type FaultLog, faultOfException } from '../platform/index.ts';

/** Who made a request that {@link askForBearer} has let in. */
export type ActorOf = (request: FastifyRequest) => Actor;

/** The token that a request carries; null when it carries none. A key's text is nowhere but here. */
export const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;

/**
 * Lets in only who has a good bearer token, before a byte of the body is read. Others are told why, in OpenAI's shape.
 * @param scope routes of this instance are guarded.
 */
export function askForBearer<Who extends Actor>(
  scope: FastifyInstance,
  find: (token: string) => Promise<Result<Who>>,
  log: FaultLog,
): (request: FastifyRequest) => Who {
  const actors = new WeakMap<FastifyRequest, Who>();
  scope.addHook('onRequest', async (request, reply) => {
    const token = bearerOf(request);
    const found = await (token ? find(token) : Promise.resolve(fail('api_key_invalid'))).catch((error: unknown) => ({
      ok: false as const,
      fault: faultOfException(error, log),
    }));
    if (!found.ok) return refuse(reply, found.fault);
    actors.set(request, found.value);
    return undefined;
  });
  return (request) => {
    const actor = actors.get(request);
    if (!actor) throw new Error('this route is not behind the bearer’s guard');
    return actor;
  };
}

/**
 * A route's own guard, behind {@link askForBearer}: lets in keys that have the scope, and people.
 * @example scope.get('/models', { onRequest: needsScope(actorOf, 'models') }, …)
 */
export function needsScope(actorOf: ActorOf, scope: KeyScope) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const may = mayUse(actorOf(request), scope);
    return may.ok ? undefined : refuse(reply, may.fault);
  };
}

/** Answers a fault by its status, in OpenAI's shape. */
export const refuse = (reply: FastifyReply, fault: Fault): FastifyReply =>
  reply.code(errorEntry(fault.code).status).headers(errorHeaders(fault)).send(errorBody(fault));
