import type { TokenPrice } from './cost.ts';

/** Of four tokens that a usual request has, three are read and one is written. Screens state it beside every comparison. */
export const CLOUD_BLEND = { input: 3n, output: 1n } as const;

type Priced = Pick<TokenPrice, 'inputMicroUsdPerMTok' | 'outputMicroUsdPerMTok'>;

/** One number for a price, in micro-dollars per million tokens of that mixture, rounded to the nearest. */
export function blendedMicroUsdPerMTok({ inputMicroUsdPerMTok, outputMicroUsdPerMTok }: Priced): bigint {
  const { input, output } = CLOUD_BLEND;
  const tokens = input + output;
  return (inputMicroUsdPerMTok * input + outputMicroUsdPerMTok * output + tokens / 2n) / tokens;
}

/**
 * What an offer costs in percent of a list price of a cloud, to the nearest whole one: 37 is little more than a third.
 * @returns null beside a price of nothing.
 */
export function percentOfCloud(offer: Priced, cloud: Priced): number | null {
  const theirs = blendedMicroUsdPerMTok(cloud);
  if (theirs === 0n) return null;
  return Number((blendedMicroUsdPerMTok(offer) * 100n + theirs / 2n) / theirs);
}
