import { fail } from '@spindle/shared';
import type { Ask, EngineEvent } from '../engine.ts';
import { refuse } from '../questions/index.ts';
import { encodeVector } from '../vector.ts';
import type { Embedder } from './load-model.ts';

/** The vectors of texts, one after the other, each of unit length as OpenAI's are. */
export async function* embed(
  { context, contextTokens }: Embedder,
  { request, maxInputTokens }: Extract<Ask, { kind: 'embeddings' }>,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const texts = request.input.flatMap((input) => (typeof input === 'string' ? input : []));
  if (texts.length < request.input.length) {
    return yield { kind: 'failed', fault: refuse('input', 'this engine takes texts, not tokens') };
  }
  const lengths = texts.map((text) => context.calculateInputLength(text));
  const input = lengths.reduce((sum, length) => sum + length, 0);
  const limit = Math.min(maxInputTokens, contextTokens - 1);
  if (input > maxInputTokens || lengths.some((length) => length > limit)) {
    return yield { kind: 'failed', fault: fail('context_too_long', { limit }).fault };
  }
  yield { kind: 'read', input, cached: 0 };
  for (const [index, text] of texts.entries()) {
    const { vector } = await context.getEmbeddingFor(text);
    if (signal.aborted) return;
    yield {
      kind: 'piece',
      piece: { kind: 'embedding', index, vector: encodeVector(ofUnitLength(vector)) },
      outputTokens: 0,
    };
  }
  yield { kind: 'end', reason: 'stop', usage: { input, cached: 0, output: 0 } };
}

function ofUnitLength(vector: readonly number[]): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}
