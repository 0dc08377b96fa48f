import type { IncomingMessage } from 'node:http';
import { fail, MAX_SEALED_BYTES, ok, type Result } from '@spindle/shared';

const KB = 1024;
/** A file of a batch holds many questions; any other body is one. */
const MAX_FILE_BYTES = 512 * KB * KB;

/**
 * The request as `fetch` knows it, its body read to the end. Refusal: `too_large`.
 * @param apiKey stands in for a key that the request does not bring; programs that want one get along with any word.
 */
export async function readRequest(
  incoming: IncomingMessage,
  { apiKey, signal }: { apiKey: string | null; signal: AbortSignal },
): Promise<Result<Request>> {
  const { method = 'GET', url = '/' } = incoming;
  const limit = new URL(url, 'http://sidecar').pathname.endsWith('/files') ? MAX_FILE_BYTES : MAX_SEALED_BYTES;
  const body = await readBody(incoming, limit);
  if (!body) return fail('too_large', { limitKb: limit / KB });
  const headers = new Headers();
  for (const name of ['content-type', 'idempotency-key'] as const) {
    const value = incoming.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const key = ownKey(incoming.headers.authorization) ?? apiKey;
  if (key) headers.set('authorization', `Bearer ${key}`);
  const init = { method, headers, signal, ...(body.length > 0 && { body }) };
  return ok(new Request(new URL(url, 'http://sidecar'), init));
}

/** A key of the market's; clients of OpenAI's always send something. */
const ownKey = (authorization = ''): string | undefined => /^Bearer (sk-spindle-\S{1,200})$/i.exec(authorization)?.[1];

async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of incoming) {
    bytes += part.length;
    if (bytes > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
