import type { ModelCard } from '../../../lib/api/index.ts';

/** The model that writes down what is spoken: the one that is asked if it can, else the cheapest that is here; null without one. */
export function whoListens(asked: ModelCard | null, models: readonly ModelCard[]): ModelCard | null {
  const able = models.filter(({ abilities, nodesOnline }) => abilities.includes('audio') && nodesOnline > 0);
  const chosen = able.find(({ modelId }) => modelId === asked?.modelId);
  return chosen ?? able.toSorted((a, b) => (priceOf(a) < priceOf(b) ? -1 : 1))[0] ?? null;
}

/** Speech is mostly input. */
const priceOf = ({ from }: ModelCard): bigint =>
  from ? from.inputMicroUsdPerMTok + from.outputMicroUsdPerMTok : BigInt(Number.MAX_SAFE_INTEGER);
