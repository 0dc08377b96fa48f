import { type ChunkWriter, createChunkWriter, createTextChunkWriter } from './chunk-writer.ts';
import type { OpenAiBody } from './read-body.ts';

/**
 * Writes the stream that a body asked for.
 * @param created Unix time in seconds.
 */
export function createStreamWriter({ kind, ask, includeUsage }: OpenAiBody, created: number): ChunkWriter {
  const options = { model: ask.model, created, includeUsage };
  return kind === 'completion' ? createTextChunkWriter(options) : createChunkWriter(options);
}

/** One server-sent event with this JSON: for a fault in mid-stream, after which no `[DONE]` follows. */
export const sseLine = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
