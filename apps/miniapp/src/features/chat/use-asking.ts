import type { Tier } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { type ModelCard, trpc, useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { askQuestion } from './ask-question.ts';
import { maxOutputTokens } from './choice.ts';
import { changeConversation, useConversation } from './conversation.ts';
import { eligibleOffers, estimateHoldNano } from './cost.ts';
import { messagesToSend } from './history.ts';
import type { Turn } from './turn.ts';
import { weakestTier } from './weakest-tier.ts';

export interface Asking {
  /** False until it is known who may answer and at what price. */
  isReady: boolean;
  /** The weakest machine that may answer: what its owner can read is what the person must know. */
  tier: Tier;
  rate: bigint | null;
  /** What the person lets be spent; null until known. */
  spending: WalletOverview['spending'] | null;
  /** Whether a hold of so much would have this device sign first. */
  isSigned(holdNano: bigint): boolean;
  /** The most that this question would hold; null when nobody may answer it now. */
  holdNano(question: string): bigint | null;
  /** Asks; in place of `failed`, when that is given. */
  ask(question: string, failed?: Turn): void;
}

/** Whom the next question goes to, what it may cost, and the way to send it. */
export function useAsking(model: ModelCard | null): Asking {
  const { turns, choice } = useConversation();
  const { config, rate } = useConfig();
  const modelId = model?.modelId ?? '';
  const market = useQuery(trpc.market.model.queryOptions({ modelId }, { enabled: model !== null }));
  const wallet = useQuery(trpc.wallet.overview.queryOptions());
  const spending = wallet.data?.spending ?? null;
  const offers = eligibleOffers({ offers: market.data?.offers ?? [], ...choice });
  const tier = weakestTier(offers, choice.tier);
  const contextLength = model?.contextLength ?? 0;
  const limit = maxOutputTokens(choice.length, contextLength);
  const messagesFor = (question: string, before: Turn[]) =>
    messagesToSend(before, question, { contextLength, maxOutputTokens: limit });
  return {
    isReady: market.data !== undefined && config !== null,
    tier,
    rate,
    spending,
    isSigned: (holdNano) => {
      if (!wallet.data?.spending.isStrict) return false;
      return holdNano > wallet.data.balances.spendableNano;
    },
    holdNano: (question) => {
      const messages = messagesFor(question, turns);
      return rate && estimateHoldNano({ offers, messages, microUsdPerCoin: rate, ...choice, maxOutputTokens: limit });
    },
    ask: (question, failed) => {
      if (!config || !model) return;
      const before = turns.filter((turn) => turn !== failed);
      const { policy, listingId, isPrivate, isPostQuantum } = choice;
      haptic.tap();
      changeConversation(({ told, ...rest }) => ({ ...rest, turns: before, told: [...new Set([...told, tier])] }));
      const whom = { modelId, policy, tier: choice.tier, listingId, maxOutputTokens: limit, isPrivate, isPostQuantum };
      void askQuestion({ question, messages: messagesFor(question, before), ...whom, config, spending });
    },
  };
}
