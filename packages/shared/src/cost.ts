import type { Terms } from './documents/quote.ts';
import { divideUp, NANO_PER_COIN, type Nano, nano } from './money.ts';

/** What an offer asks, in micro-dollars per one million tokens. */
export interface TokenPrice {
  inputMicroUsdPerMTok: bigint;
  cachedInputMicroUsdPerMTok: bigint;
  outputMicroUsdPerMTok: bigint;
}

/** Tokens that an answer used. `cached` are those of `input` that the engine did not compute again. */
export interface TokenCount {
  input: number;
  cached: number;
  output: number;
}

const TOKENS_PER_PRICE_UNIT = 1_000_000n;

/**
 * The price of an answer in nano at a locked rate: one sum, rounded up once.
 * Broker, node and buyer's device all call this, so that nobody can round for themselves.
 */
export function costNano(price: TokenPrice, tokens: TokenCount, rateMicroUsdPerCoin: bigint): Nano {
  const fresh = BigInt(tokens.input - tokens.cached) * price.inputMicroUsdPerMTok;
  const cached = BigInt(tokens.cached) * price.cachedInputMicroUsdPerMTok;
  const output = BigInt(tokens.output) * price.outputMicroUsdPerMTok;
  return nano(divideUp((fresh + cached + output) * NANO_PER_COIN, TOKENS_PER_PRICE_UNIT * rateMicroUsdPerCoin));
}

/** What an offer asks of a batch: less by so many percent, rounded up, so that nothing becomes a gift. */
export function batchPrice(price: TokenPrice, discountPercent: number): TokenPrice {
  const less = (amount: bigint) => divideUp(amount * BigInt(100 - discountPercent), 100n);
  return {
    inputMicroUsdPerMTok: less(price.inputMicroUsdPerMTok),
    cachedInputMicroUsdPerMTok: less(price.cachedInputMicroUsdPerMTok),
    outputMicroUsdPerMTok: less(price.outputMicroUsdPerMTok),
  };
}

/** What an answer costs under the terms of its quote. */
export function termsCostNano(terms: Terms, tokens: TokenCount): Nano {
  const price = {
    inputMicroUsdPerMTok: BigInt(terms.inputMicroUsdPerMTok),
    cachedInputMicroUsdPerMTok: BigInt(terms.cachedInputMicroUsdPerMTok),
    outputMicroUsdPerMTok: BigInt(terms.outputMicroUsdPerMTok),
  };
  return costNano(price, tokens, BigInt(terms.rateMicroUsdPerCoin));
}

/**
 * The most that an answer under these terms can cost: what the market holds for it, and all that a device signs for it
 * in strict mode.
 */
export function worstCostNano(terms: Terms): Nano {
  const tokens = { input: terms.maxInputTokens, output: terms.maxOutputTokens };
  const fresh = termsCostNano(terms, { ...tokens, cached: 0 });
  const cached = termsCostNano(terms, { ...tokens, cached: tokens.input });
  return fresh > cached ? fresh : cached;
}

/** The market's fee inside a cost, in basis points, rounded down: the provider gets the odd nano. */
export function feeNano(cost: bigint, feeBasisPoints: number): Nano {
  return nano((cost * BigInt(feeBasisPoints)) / 10_000n);
}
