/*
 * How fast a machine can be. To write one token, a model's active weights are read once from memory: no machine writes an
 * answer faster than its memory's bandwidth allows, and one that is far slower is not that machine.
 */

/** Gigabytes per second of one piece, as makers' data sheets state it. Classes that differ from machine to machine are left out. */
const BANDWIDTH_GB_PER_SECOND: Readonly<Record<string, number>> = {
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

/** The fewest and most bytes that a weight takes: four bits, and two bytes. */
const LEAST_BYTES = 0.5;
const MOST_BYTES = 2;
/** Several tokens may be guessed ahead and read at once (speculative decoding). */
const GUESSED_AHEAD = 4;
/** A bad engine, a small batch, a long way: so much slower may be. */
const SLOWEST_SHARE = 0.04;
/** Below it other work than reading weights takes the time. */
const LEAST_ACTIVE_B = 1;

/** Tokens per second of one answer. */
export interface SpeedBounds {
  least: number;
  most: number;
}

export interface SpeedClaim {
  hardwareId: string;
  gpuCount: number;
  /** Of each model that it runs: billions of parameters that each token takes. */
  activeB: readonly number[];
}

/** @returns null for hardware of which nothing can be said, and where a model is too small to tell by. */
export function speedBounds({ hardwareId, gpuCount, activeB }: SpeedClaim): SpeedBounds | null {
  const bandwidth = BANDWIDTH_GB_PER_SECOND[hardwareId];
  if (bandwidth === undefined || activeB.length === 0 || activeB.some((size) => size < LEAST_ACTIVE_B)) return null;
  return {
    least: Math.floor((bandwidth / (Math.max(...activeB) * MOST_BYTES)) * SLOWEST_SHARE),
    most: Math.ceil(((bandwidth * gpuCount) / (Math.min(...activeB) * LEAST_BYTES)) * GUESSED_AHEAD),
  };
}
