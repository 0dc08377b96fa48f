import type { TokenPrice } from '@spindle/shared';
import { type ReplayInput, replayAt } from './replay-demand.ts';
import type { CurvePoint } from './shapes.ts';

/** Close together where people choose, far apart where they look. */
const PERCENTS = [25, 35, 50, 60, 70, 80, 90, 95, 99, 100, 101, 105, 110, 120, 135, 150, 175, 200, 250, 300];
/** Fewer paid requests in a week say nothing about the next one. */
export const LEAST_DEMAND = 20;

/** What prices around this one would have earned last week; null when too little was asked to say. */
export function priceCurve(around: TokenPrice, input: ReplayInput): CurvePoint[] | null {
  const asked = input.cells.reduce((sum, { requests }) => sum + requests, 0);
  if (asked < LEAST_DEMAND) return null;
  return PERCENTS.map((percent) => {
    const price = scaled(around, percent);
    return { percent, price, ...replayAt(price, input) };
  });
}

function scaled(price: TokenPrice, percent: number): TokenPrice {
  const part = (amount: bigint) => (amount * BigInt(percent) + 50n) / 100n;
  return {
    inputMicroUsdPerMTok: part(price.inputMicroUsdPerMTok),
    cachedInputMicroUsdPerMTok: part(price.cachedInputMicroUsdPerMTok),
    outputMicroUsdPerMTok: part(price.outputMicroUsdPerMTok),
  };
}
