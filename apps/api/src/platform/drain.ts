import type { ServerResponse } from 'node:http';
import { errorBody, errorHeaders } from '@spindle/client';
import { errorEntry, type Fault, fail } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';

/** A broker that restarts is back within seconds, or another has taken its place. */
const RESTARTING: Fault = fail('shutting_down', { retryAfterSeconds: 5 }).fault;

/** The end of a server's life: what is in work ends whole, what comes is told to come again. */
export interface Drain {
  /** What everybody is told who comes now; null while work is taken. */
  readonly refusal: Fault | null;
  /** From now on new requests are refused with `shutting_down`. */
  begin(): void;
  /** Resolves when every answer in work has been written, or its reader has gone. */
  idle(): Promise<void>;
}

/**
 * Watches over all requests of a server. Call before its routes are made.
 * @param isExempt paths that are answered to the end, or refuse in a form of their own.
 */
export function createDrain(app: FastifyInstance, isExempt: (path: string) => boolean): Drain {
  const inWork = new Set<ServerResponse>();
  let refusal: Fault | null = null;
  let onIdle = () => {};
  app.addHook('onRequest', async (request, reply) => {
    if (refusal) reply.header('connection', 'close');
    if (refusal && !isExempt(request.url.split('?')[0] ?? '')) {
      return reply.code(errorEntry(refusal.code).status).headers(errorHeaders(refusal)).send(errorBody(refusal));
    }
    inWork.add(reply.raw);
    reply.raw.once('close', () => {
      inWork.delete(reply.raw);
      if (inWork.size === 0) onIdle();
    });
    return undefined;
  });
  return {
    get refusal() {
      return refusal;
    },
    begin: () => {
      refusal = RESTARTING;
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle = resolve;
        if (inWork.size === 0) resolve();
      }),
  };
}
