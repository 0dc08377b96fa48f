import type { Reading } from '../shapes.ts';
import { distanceOf } from './compare.ts';
import { ODDS_THRESHOLD, TEXT_THRESHOLD, thresholdFor } from './judge.ts';

/** So many providers, none of whom an admin vouches for, must agree. */
export const LEAST_PROVIDERS = 3;

/** An answer of one provider. */
export interface Voice {
  accountId: string;
  reading: Reading;
}

export interface Agreed {
  reading: Reading;
  threshold: number;
  providers: number;
}

/**
 * What most providers say, one voice each: the answer that is nearest to most of the others, if at least three agree and
 * they are more than half. @returns null while there is no such majority: unknown, whatever single ones say.
 */
export function agreeOn(voices: readonly Voice[]): Agreed | null {
  const one = [...new Map(voices.map((voice) => [voice.accountId, voice])).values()];
  const most = one
    .map(({ reading }) => ({ reading, near: nearTo(reading, one) }))
    .toSorted((a, b) => b.near.length - a.near.length)[0];
  if (!most || most.near.length < LEAST_PROVIDERS || most.near.length * 2 <= one.length) return null;
  const spread = most.near.reduce((sum, distance) => sum + distance, 0) / most.near.length;
  return { reading: most.reading, threshold: thresholdFor(most.reading, spread), providers: most.near.length };
}

/** The distances of those who say the same, the one itself among them. */
function nearTo(reading: Reading, voices: readonly Voice[]): number[] {
  const most = reading.isRight !== null ? 0 : reading.odds ? ODDS_THRESHOLD : TEXT_THRESHOLD;
  return voices.flatMap((voice) => {
    const distance = distanceOf(reading, voice.reading);
    return distance !== null && distance <= most ? [distance] : [];
  });
}
