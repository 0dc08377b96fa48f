import { divideUp } from '@spindle/shared';
import type { SwapPrice } from '../../../../lib/api/index.ts';

type Brings = Pick<SwapPrice, 'askUnits' | 'minAskUnits'>;

/** After this long the market is asked again: what moved meanwhile would bring the coins back unchanged. */
export const PRICE_LIFE_MS = 60_000;
const TIGHT_BASIS_POINTS = 50;
const LOOSE_BASIS_POINTS = 300;
const WHOLE = 10_000n;

/** How far below the price the market itself would go, in basis points. */
export function marketSlippage({ askUnits, minAskUnits }: Brings): number {
  if (askUnits <= 0n || minAskUnits >= askUnits) return 0;
  return Number(((askUnits - minAskUnits) * WHOLE + askUnits / 2n) / askUnits);
}

/** What one may choose from, in basis points: tighter, as the market would have it, looser. */
export function slippagesOf(price: Brings): number[] {
  const choices = new Set([TIGHT_BASIS_POINTS, marketSlippage(price), LOOSE_BASIS_POINTS]);
  return [...choices].sort((a, b) => a - b);
}

/**
 * The least that the coins shall bring, in the jetton's units; zero: nothing, so there is nothing to order.
 * @param slippage in basis points; null: the market's own.
 */
export function leastUnits(price: Brings, slippage: number | null): bigint {
  if (slippage === null || slippage === marketSlippage(price)) return price.minAskUnits;
  return divideUp(price.askUnits * (WHOLE - BigInt(slippage)), WHOLE);
}
