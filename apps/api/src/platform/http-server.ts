import { errorBody, errorHeaders } from '@spindle/client';
import { errorEntry, type Fault } from '@spindle/shared';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { type FaultLog, faultOfException } from './fault-of-exception.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The HTTP server that the doors open on. What no door has caught leaves as a fault in OpenAI's shape, never as a
 * stack trace; request and answer are not logged, since they may hold what nobody must keep.
 */
export function createHttpServer(log: FaultLog): FastifyInstance {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 5000 },
  });
  app.setErrorHandler((error: FastifyError, _, reply) => {
    const fault = faultOfHttp(error) ?? faultOfException(error, log);
    return reply.code(errorEntry(fault.code).status).headers(errorHeaders(fault)).send(errorBody(fault));
  });
  return app;
}

/** What Fastify itself refuses: a body that is too large or can't be read. */
function faultOfHttp(error: FastifyError): Fault | null {
  if (error.statusCode === 413) return { code: 'too_large', facts: { limitKb: MAX_BODY_BYTES / 1024 } };
  if (error.statusCode === undefined || error.statusCode >= 500) return null;
  return { code: 'invalid_input', facts: { field: 'request', hint: error.code ?? '' } };
}
