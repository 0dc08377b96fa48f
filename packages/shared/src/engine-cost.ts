import type { TokenPrice } from './cost.ts';
import type { EngineTelemetry } from './documents/telemetry.ts';
import { microUsd, usdToNano } from './money.ts';

/** The kinds of tokens of which an offer asks less than they cost its owner; none where the owner pays nobody. */
export type LosingPrice = 'input' | 'cached' | 'output';

/**
 * Holds an offer's price against what the engine behind it costs its owner, per million tokens and at this rate.
 * @param feeMillionths the market's part of each price, in millionths.
 */
export function losingPrices(
  price: TokenPrice,
  cost: EngineTelemetry['cost'],
  rateMicroUsdPerCoin: bigint,
  feeMillionths = 0n,
): LosingPrice[] {
  if (!cost) return [];
  const kept = (amount: bigint) =>
    (usdToNano(microUsd(amount), rateMicroUsdPerCoin) * (MILLION - feeMillionths)) / MILLION;
  const pairs: [LosingPrice, bigint, string][] = [
    ['input', price.inputMicroUsdPerMTok, cost.inputNanoPerMTok],
    ['cached', price.cachedInputMicroUsdPerMTok, cost.cachedNanoPerMTok],
    ['output', price.outputMicroUsdPerMTok, cost.outputNanoPerMTok],
  ];
  return pairs.filter(([, asked, costs]) => kept(asked) < BigInt(costs)).map(([kind]) => kind);
}

const MILLION = 1_000_000n;
