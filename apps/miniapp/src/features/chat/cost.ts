import { costNano, meetsTier, type Terms, type Tier, type TokenPrice } from '@spindle/shared';
import type { OfferCard } from '../../lib/api/index.ts';

/** A part of a message, as OpenAI's chat completions have it. */
export type MessagePart =
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string } }
  | { type: 'input_audio'; input_audio: { data: string; format: 'wav' } };

/** A type and not an interface: the client's open-ended messages take only what is known to have no more members. */
export type Message = {
  role: 'user' | 'assistant';
  content: string | MessagePart[];
};

/** Tokens of ordinary text are about four bytes. Only for what is shown while it runs; the receipt has the true count. */
const BYTES_PER_TOKEN = 4;

/** About how many tokens these messages are: for a cost that is shown before the machine has counted. */
export function guessInputTokens(messages: readonly Message[]): number {
  return messages.reduce(
    (sum, { content }) => sum + (typeof content === 'string' ? textTokens(content) : partsTokens(content)),
    0,
  );
}

/** About what vision models take for a picture of the size that we send. */
const IMAGE_TOKENS = 1_000;

const textTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);

const partsTokens = (parts: readonly MessagePart[]): number =>
  parts.reduce((sum, part) => sum + (part.type === 'text' ? textTokens(part.text) : IMAGE_TOKENS), 0);

/** What the answer has cost so far, by the locked terms. Never below what the tokens that arrived cost. */
export function runningCostNano(terms: Terms, inputTokens: number, outputTokens: number): bigint {
  const tokens = { input: Math.min(inputTokens, terms.maxInputTokens), cached: 0, output: outputTokens };
  return costNano(priceOf(terms), tokens, BigInt(terms.rateMicroUsdPerCoin));
}

export function priceOf(terms: Terms): TokenPrice {
  return {
    inputMicroUsdPerMTok: BigInt(terms.inputMicroUsdPerMTok),
    cachedInputMicroUsdPerMTok: BigInt(terms.cachedInputMicroUsdPerMTok),
    outputMicroUsdPerMTok: BigInt(terms.outputMicroUsdPerMTok),
  };
}

export interface HoldQuestion {
  offers: readonly OfferCard[];
  tier: Tier;
  listingId: string | null;
  /** The most that the question and what goes before it count as. */
  inputTokens: number;
  maxOutputTokens: number;
  microUsdPerCoin: bigint;
}

/**
 * The most that a question can be held for: the dearest offer that may answer, at the limits that would be sent.
 * @returns null when nobody on the market may answer it now.
 */
export function estimateHoldNano(question: HoldQuestion): bigint | null {
  const tokens = { input: question.inputTokens, cached: 0, output: question.maxOutputTokens };
  const costs = eligibleOffers(question).map(({ price }) => costNano(price, tokens, question.microUsdPerCoin));
  return costs.length > 0 ? costs.reduce((most, cost) => (cost > most ? cost : most)) : null;
}

/** Offers with a machine online that a question may go to. */
export function eligibleOffers(wanted: Pick<HoldQuestion, 'offers' | 'tier' | 'listingId'>): OfferCard[] {
  return wanted.offers.filter(
    (offer) =>
      offer.nodesOnline > 0 &&
      meetsTier(offer.tier, wanted.tier) &&
      (wanted.listingId === null || offer.listingId === wanted.listingId),
  );
}
