import type { Tier } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { type GiftOffer, type ModelCard, trpc, useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { askQuestion } from './ask-question.ts';
import { maxOutputTokens } from './choice.ts';
import { changeConversation, useConversation } from './conversation.ts';
import { eligibleOffers, estimateHoldNano } from './cost.ts';
import { messagesToSend, type Question } from './history.ts';
import type { Turn } from './turn.ts';
import { weakestTier } from './weakest-tier.ts';
import { whomToAsk } from './whom-to-ask.ts';

/** What a question replaces. */
export interface Instead {
  turn: Turn;
  /** Asks others than those who have answered, and keeps what they said. */
  isElsewhere?: boolean;
}

export interface Asking {
  /** False until it is known who may answer and at what price. */
  isReady: boolean;
  /** The weakest machine that may answer: what its owner can read is what the person must know. */
  tier: Tier;
  rate: bigint | null;
  /** What the person lets be spent; null until known. */
  spending: WalletOverview['spending'] | null;
  /** What can be spent on the next answer without anything more being done; null until known, and where each answer is signed for. */
  spendableNano: bigint | null;
  /** What the market says of paying for the next answer; null for who pays, and until known. */
  gift: GiftOffer | null;
  /** Whether a hold of so much would have this device sign first. */
  isSigned(holdNano: bigint): boolean;
  /** The most that this question would hold; null when nobody may answer it now. */
  holdNano(question: Question): bigint | null;
  /** Asks; in place of another turn and all after it, when that is given. */
  ask(question: Question, instead?: Instead): void;
}

/** Whom the next question goes to, what it may cost, and the way to send it. */
export function useAsking(model: ModelCard | null): Asking {
  const { turns, choice } = useConversation();
  const { config, rate } = useConfig();
  const modelId = model?.modelId ?? '';
  const market = useQuery(trpc.market.model.queryOptions({ modelId }, { enabled: model !== null }));
  const wallet = useQuery(trpc.wallet.overview.queryOptions());
  const gift = useGift(wallet.data);
  const spending = wallet.data?.spending ?? null;
  const offers = eligibleOffers({ offers: market.data?.offers ?? [], ...choice });
  const tier = weakestTier(offers, choice.tier);
  const contextLength = model?.contextLength ?? 0;
  const isGift = gift?.isOffered === true && choice.listingId === null;
  const wished = maxOutputTokens(choice.length, contextLength);
  const limit = isGift ? Math.min(wished, gift.maxOutputTokens) : wished;
  const sentFor = (question: Question, before: readonly Turn[]) =>
    messagesToSend(before, question, { contextLength, maxOutputTokens: limit });
  return {
    isReady: market.data !== undefined && config !== null && wallet.data !== undefined,
    tier,
    rate,
    spending,
    spendableNano: wallet.data && !wallet.data.spending.isStrict ? wallet.data.balances.spendableNano : null,
    gift,
    isSigned: (holdNano) => {
      if (!wallet.data?.spending.isStrict) return false;
      return holdNano > wallet.data.balances.spendableNano;
    },
    holdNano: (question) => {
      const { inputTokens } = sentFor(question, turns);
      const limits = { inputTokens, maxOutputTokens: limit };
      return rate && estimateHoldNano({ offers, microUsdPerCoin: rate, ...choice, ...limits });
    },
    ask: (question, instead) => {
      if (!config || !model) return;
      // By its id: what is noted of an answer makes its turn another object.
      const at = turns.findIndex(({ id }) => id === instead?.turn.id);
      const before = at < 0 ? turns : turns.slice(0, at);
      const elsewhere = instead?.isElsewhere ? instead.turn : null;
      haptic.tap();
      changeConversation(({ told, ...rest }) => ({ ...rest, turns: before, told: [...new Set([...told, tier])] }));
      void askQuestion({
        ...{ question: question.text, images: question.images, messages: sentFor(question, before).messages },
        ...{ modelId, maxOutputTokens: limit, isGift },
        ...whomToAsk(choice, tier, elsewhere),
        former: elsewhere ? [...(elsewhere.former ?? []), elsewhere.answer] : [],
        ...{ config, spending },
      });
    },
  };
}

/** The market's offer to a person who has deposited nothing. */
function useGift(wallet: WalletOverview | undefined): GiftOffer | null {
  const isPoor = wallet !== undefined && wallet.balances.depositedNano === 0n;
  const offer = useQuery(trpc.promotions.offer.queryOptions(undefined, { enabled: isPoor }));
  return isPoor ? (offer.data ?? null) : null;
}
