import type { ServerHttp2Stream } from 'node:http2';
import { fail } from '@spindle/shared';
import type { Capacity } from '../capacity.ts';
import { plainQuestion } from '../engines/index.ts';
import type { Models } from '../models.ts';
import { respondFault } from './http2-reply.ts';

const PROBE_TOKENS = 32;
const PROBE_PATIENCE_MS = 30_000;
const QUESTION = 'Count from one to fifty in words.';

/**
 * A tiny answer that the market times by its own clock: a line per token. It takes a slot like any other, so that a busy
 * node is never slowed down by being measured.
 */
export async function probe(
  { models, capacity }: { models: Models; capacity: Capacity },
  stream: ServerHttp2Stream,
): Promise<void> {
  const engine = models.anyLoaded;
  if (!engine) return respondFault(stream, fail('engine_unreachable').fault);
  const slot = capacity.take();
  if (!slot) return respondFault(stream, fail('node_busy').fault);
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PROBE_PATIENCE_MS);
  stream.on('close', () => giveUp.abort());
  stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
  const tell = (line: object) => void (stream.destroyed || stream.write(`${JSON.stringify(line)}\n`));
  const ask = {
    ...plainQuestion(QUESTION, engine.abilities),
    maxInputTokens: 256,
    maxOutputTokens: PROBE_TOKENS,
    owner: 'probe',
  };
  try {
    await engine.answer(ask, giveUp.signal, (event) => {
      if (event.kind === 'piece') tell({ tokens: event.outputTokens });
      if (event.kind === 'end') tell({ tokens: event.usage.output, end: true });
      return undefined;
    });
  } finally {
    clearTimeout(timer);
    slot.free();
    stream.end();
  }
}
