import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import type { Ask, Hear } from '../engine.ts';
import { encodeVector } from '../vector.ts';
import { readBody } from './http-call.ts';
import { malformed } from './why-it-failed.ts';

const MAX_REPLY_BYTES = 64 * 1024 * 1024;

const Reply = z.object({
  data: z.array(
    z.object({
      index: z.int().check(z.minimum(0)),
      /** Some send base64 whatever they were asked for. */
      embedding: z.union([z.array(z.number()), z.string().check(z.regex(/^[A-Za-z0-9+/]+=*$/))]),
    }),
  ),
  usage: z.nullish(z.object({ prompt_tokens: z.nullish(z.int().check(z.minimum(0))) })),
});

/** The vectors of an engine's reply, each as 32-bit floats in base64. @throws when one is missing: the reply is then none. */
export async function readEmbeddings(
  response: IncomingMessage,
  { maxInputTokens }: Ask,
  inputs: number,
  hear: Hear,
): Promise<void> {
  const reply = Reply.safeParse(JSON.parse(await readBody(response, MAX_REPLY_BYTES)));
  const vectors = reply.success ? new Map(reply.data.data.map((one) => [one.index, one.embedding])) : new Map();
  if (!reply.success || vectors.size !== inputs || [...vectors.keys()].some((index) => index >= inputs)) {
    throw malformed();
  }
  const input = Math.min(reply.data.usage?.prompt_tokens ?? 0, maxInputTokens);
  hear({ kind: 'read', input, cached: 0 });
  for (const { index, embedding } of reply.data.data) {
    const vector = typeof embedding === 'string' ? embedding : encodeVector(embedding);
    await hear({ kind: 'piece', piece: { kind: 'embedding', index, vector }, outputTokens: 0 });
  }
  hear({ kind: 'end', reason: 'stop', usage: { input, cached: 0, output: 0 } });
}
