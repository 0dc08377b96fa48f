import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

export interface Call {
  method: 'GET' | 'POST';
  url: string;
  key: string | null;
  body?: string;
  signal: AbortSignal;
  /** Nothing came for so long: the engine hangs. */
  idleMs: number;
  /** Left out: yes, as answers want it. */
  isKeptAlive?: boolean;
}

/**
 * One request to an engine. `fetch` gives web streams, which cost several times as much per token.
 * @throws Error with `code` when the engine cannot be reached, is silent for too long, or `signal` fires.
 */
export async function callEngine(call: Call): Promise<IncomingMessage> {
  try {
    return await callOnce(call);
  } catch (error) {
    // Engines close idle connections after seconds; one that was closed under our request has not read it.
    if (error instanceof StaleConnection && !call.signal.aborted) return callOnce(call);
    throw error;
  }
}

class StaleConnection extends Error {
  readonly code = 'ECONNRESET';
}

function callOnce({ method, url, key, body, signal, idleMs, isKeptAlive = true }: Call): Promise<IncomingMessage> {
  const isTls = url.startsWith('https:');
  const headers: Record<string, string> = { accept: 'text/event-stream, application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key) headers.authorization = `Bearer ${key}`;
  return new Promise((resolve, reject) => {
    const agent = isKeptAlive && (isTls ? agents.https : agents.http);
    let begun: IncomingMessage | null = null;
    const request = (isTls ? requestHttps : requestHttp)(url, { method, headers, agent }, (response) => {
      // Between two reads it has no listener, and an error that nobody hears ends the program.
      response.on('error', () => {});
      begun = response;
      resolve(response);
    });
    let silence: Error | null = null;
    // Without an error of our own: on a connection that has just had its whole answer nobody would hear it either.
    const hangUp = () => request.destroy();
    request.setTimeout(idleMs, () => {
      silence = Object.assign(new Error('the engine is silent'), { code: 'ETIMEDOUT' });
      if (begun) begun.destroy(silence);
      hangUp();
    });
    signal.addEventListener('abort', hangUp, { once: true });
    request.on('close', () => signal.removeEventListener('abort', hangUp));
    request.on('error', (error) => {
      const isStale = request.reusedSocket && !silence && reasonOf(error) === 'ECONNRESET';
      reject(silence ?? (isStale ? new StaleConnection() : error));
    });
    request.end(body);
    if (signal.aborted) hangUp();
  });
}

/** The body as text, cut at `limit` bytes. */
export async function readBody(response: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > limit) {
      response.destroy();
      break;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The reason of a failed call in one word, safe to log: a system error code. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
}
