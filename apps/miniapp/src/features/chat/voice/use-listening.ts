import { inputTokensCeiling } from '@spindle/client';
import type { Tier } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { type ModelCard, trpc, useConfig } from '../../../lib/api/index.ts';
import { useConversation } from '../conversation.ts';
import { eligibleOffers, estimateHoldNano } from '../cost.ts';
import type { AnswerRequest } from '../stream-answer.ts';
import { weakestTier } from '../weakest-tier.ts';
import { whomToAsk } from '../whom-to-ask.ts';
import { messagesFor, TRANSCRIPT_TOKENS } from './write-down.ts';

/** Enough for a question. Any sound is counted as at least 80 seconds, so what is held is the same for all that is shorter. */
export const MOST_SECONDS = 60;

export interface Listening {
  /** Dollars for a coin, in millionths. */
  rate: bigint | null;
  /** The most that writing down a whole minute would hold; null until known, or when no machine fits. */
  holdNano: bigint | null;
  /** The weakest machine that may hear it. */
  tier: Tier;
  /** Null until it is known who may answer. */
  requestFor(wish: string, wav: string): AnswerRequest | null;
}

/** What it takes to have speech written down by this model, under the same conditions as any question. */
export function useListening(model: ModelCard): Listening {
  const { choice } = useConversation();
  const { config, rate } = useConfig();
  const { modelId } = model;
  const market = useQuery(trpc.market.model.queryOptions({ modelId }));
  const wallet = useQuery(trpc.wallet.overview.queryOptions());
  // A listing was chosen for what it says, not for what it hears.
  const conditions = { ...choice, listingId: null };
  const offers = eligibleOffers({ offers: market.data?.offers ?? [], ...conditions });
  const tier = weakestTier(offers, choice.tier);
  const maxOutputTokens = TRANSCRIPT_TOKENS;
  const inputTokens = inputTokensCeiling({ messages: messagesFor('', '') });
  return {
    rate,
    tier,
    holdNano: rate && estimateHoldNano({ offers, microUsdPerCoin: rate, ...conditions, inputTokens, maxOutputTokens }),
    requestFor: (wish, wav) =>
      config && wallet.data && market.data
        ? {
            ...{ messages: messagesFor(wish, wav), modelId, maxOutputTokens, isGift: false, config },
            ...whomToAsk(conditions, tier, null),
            spending: wallet.data.spending,
          }
        : null,
  };
}
