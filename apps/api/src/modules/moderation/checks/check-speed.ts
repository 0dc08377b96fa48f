import { type CheckResult, result } from './check-result.ts';
import type { ListingFacts } from './listing-facts.ts';

/** Memory bandwidth of one card in GB/s, as the maker's data sheet states it: what bounds the speed of one answer. */
const BANDWIDTH_GB_PER_S: Readonly<Record<string, number>> = {
  b200: 8_000,
  h200: 4_800,
  'h100-nvl': 3_900,
  h100: 3_350,
  'a100-80': 2_039,
  'a100-40': 1_555,
  'rtx-pro-6000': 1_792,
  l40s: 864,
  'rtx-6000-ada': 960,
  'rtx-5090': 1_792,
  'rtx-4090': 1_008,
  'rtx-3090': 936,
  a10: 600,
  l4: 300,
  mi300x: 5_300,
  'apple-ultra': 819,
};

/** One answer reads each active parameter once a token: in 4 bits at best, in 16 at worst. */
const LEAST_BYTES_PER_PARAMETER = 0.5;
const MOST_BYTES_PER_PARAMETER = 2;
/** Guessing ahead (speculative decoding) may be so many times faster than reading everything for every token. */
const GUESSING_AHEAD = 4;
/** Below so little of what the card could do, it is not that card. Networks and busy machines take most of the rest. */
const LEAST_SHARE = 0.04;

export interface SpeedBounds {
  least: number;
  most: number;
}

/** Between which speeds (tokens/s of one answer) this hardware answers with these models; null where nobody can say. */
export function speedBounds({ hardware, gpuCount, offers }: ListingFacts): SpeedBounds | null {
  const bandwidth = BANDWIDTH_GB_PER_S[hardware.id];
  const sizes = offers
    .filter(({ isTestEngine, activeB }) => !isTestEngine && activeB > 0)
    .map(({ activeB }) => activeB);
  if (bandwidth === undefined || sizes.length === 0 || sizes.length < offers.length) return null;
  const smallest = Math.min(...sizes);
  const largest = Math.max(...sizes);
  return {
    least: Math.floor((bandwidth / (largest * MOST_BYTES_PER_PARAMETER)) * LEAST_SHARE),
    most: Math.ceil(((bandwidth * gpuCount) / (smallest * LEAST_BYTES_PER_PARAMETER)) * GUESSING_AHEAD),
  };
}

/** Whether the speed that we measured can be this hardware's. Wide on purpose: it finds lies, not slow days. */
export function checkSpeed(facts: ListingFacts): CheckResult {
  const measured = facts.machines.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []);
  const bounds = speedBounds(facts);
  const claimed = { claimed: bounds && `${facts.hardware.name}: ${bounds.least}–${bounds.most} tok/s` };
  const [slowest, fastest] = [Math.min(...measured), Math.max(...measured)];
  if (measured.length === 0) return result('speed', 'unknown', claimed);
  if (!bounds) return result('speed', 'unknown', { measured: speedText(slowest) });
  if (slowest < bounds.least) return result('speed', 'fail', { ...claimed, measured: speedText(slowest) });
  if (fastest > bounds.most) return result('speed', 'fail', { ...claimed, measured: speedText(fastest) });
  return result('speed', 'pass', { ...claimed, measured: speedText(slowest) });
}

const speedText = (tokensPerSecond: number): string => `${Math.round(tokensPerSecond * 10) / 10} tok/s`;
