import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errorBody, errorHeaders } from '@spindle/client';
import { errorEntry, type Fault, fail } from '@spindle/shared';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { type FaultLog, faultOfException } from './fault-of-exception.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** Node's own bound. */
const MAX_HEADERS_BYTES = 16 * 1024;
const HEADERS_MS = 60_000;

/** How long this side of a connection waits for the other one. */
export interface HttpPatience {
  /** For a whole request: one that dribbles in holds a connection and a buffer. */
  requestMs: number;
  /** For a reader who takes nothing of what lies ready: they have gone, or want to hold our memory. */
  readerMs: number;
}

/** A batch file of 32 MB comes in over a megabit a second; a reader is given up later than the relay gives up its buyer. */
export const HTTP_PATIENCE: HttpPatience = { requestMs: 300_000, readerMs: 30_000 };

/**
 * The HTTP server that the doors open on. What no door has caught leaves as a fault in OpenAI's shape, never as a
 * stack trace; request and answer are not logged, since they may hold what nobody must keep.
 */
export function createHttpServer(log: FaultLog, patience: HttpPatience = HTTP_PATIENCE): FastifyInstance {
  const { requestMs, readerMs } = patience;
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 5000 },
    requestTimeout: requestMs,
    http: { connectionsCheckingInterval: Math.min(requestMs, 10_000), maxHeaderSize: MAX_HEADERS_BYTES },
    clientErrorHandler: (error, socket) => refuseConnection(faultOfConnection(error, requestMs), socket),
  });
  // Node looks at no body's time while a head may take longer than a whole request.
  app.server.headersTimeout = Math.min(HEADERS_MS, requestMs);
  app.addHook('onRequest', (_, { raw }, done) => {
    // Fires when nothing has moved for so long; a request that still waits for its answer has nothing to move.
    raw.setTimeout(readerMs, () => {
      if (raw.writableLength > 0) raw.destroy();
    });
    done();
  });
  app.setErrorHandler((error: FastifyError, _, reply) => {
    const fault = faultOfHttp(error) ?? faultOfException(error, log);
    return reply.code(errorEntry(fault.code).status).headers(errorHeaders(fault)).send(errorBody(fault));
  });
  return app;
}

/** What never became a request: too slow, too long a head, or no HTTP. */
function faultOfConnection({ code }: { code?: string }, requestMs: number): Fault {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return fail('request_slow', { seconds: requestMs / 1000 }).fault;
  if (code === 'HPE_HEADER_OVERFLOW') return fail('too_large', { limitKb: MAX_HEADERS_BYTES / 1024 }).fault;
  return fail('invalid_input', { field: 'request', hint: 'Send HTTP/1.1.' }).fault;
}

/** Said in plain HTTP where nothing was said yet on this connection; it is closed in any case. */
function refuseConnection(fault: Fault, socket: Socket): void {
  if (!socket.writable || socket.bytesWritten > 0) return void socket.destroy();
  const { status } = errorEntry(fault.code);
  const body = JSON.stringify(errorBody(fault));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

/** What Fastify itself refuses: a body that is too large or can't be read. */
function faultOfHttp(error: FastifyError): Fault | null {
  if (error.statusCode === 413) return { code: 'too_large', facts: { limitKb: MAX_BODY_BYTES / 1024 } };
  if (error.statusCode === undefined || error.statusCode >= 500) return null;
  return { code: 'invalid_input', facts: { field: 'request', hint: error.code ?? '' } };
}
