import type { ServerHttp2Stream } from 'node:http2';
import { fail, MAX_HEAD_BYTES, MAX_SEALED_BYTES, ok, type Result } from '@spindle/shared';
import type * as z from 'zod/mini';

/** Frames of an answer that another machine began: some 100,000 tokens. */
const MAX_BEGUN_BYTES = 8 * 1024 * 1024;
const MAX_BODY_BYTES = 4 + MAX_HEAD_BYTES + MAX_SEALED_BYTES + MAX_BEGUN_BYTES;

/** The whole body of a request; null when the market cancelled it on the way. Refusal: `too_large`. */
export function readBody(stream: ServerHttp2Stream): Promise<Result<Buffer> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve(fail('too_large', { limitKb: MAX_SEALED_BYTES / 1024 }));
    });
    stream.on('end', () => {
      // Node emits `end` for a stream that a broken connection destroyed, too; then `close` speaks.
      if (!stream.destroyed) resolve(ok(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    });
    stream.on('close', () => resolve(null));
  });
}

/** A small JSON body by its schema; null when it is not one. */
export async function readJson<Schema extends z.ZodMiniType>(
  stream: ServerHttp2Stream,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  const body = await readBody(stream);
  if (!body?.ok) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(body.value.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
