import { weakestOf } from '@spindle/shared';
import type { CheckedCandidate } from './check-quote.ts';
import type { Ask } from './read-ask.ts';

/**
 * Whoever names no least tier has been told one by the first quote. It is the least from then on, in later quotes for the
 * same question and for its answer's later machines: nothing lowers a tier by itself.
 */
export function keepTier(asked: Ask, candidates: readonly CheckedCandidate[]): Ask {
  const { quoteRequest } = asked;
  const tier = quoteRequest.tier ?? weakestOf(candidates.map(({ terms }) => terms.tier));
  return tier ? { ...asked, quoteRequest: { ...quoteRequest, tier } } : asked;
}
