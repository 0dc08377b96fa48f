/** Chance that can be told again: everything random here comes from a word, so that the same input gives the same order. */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A word as 32 bits (FNV-1a). */
export function spreadOf(word: string): number {
  let value = FNV_OFFSET;
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), FNV_PRIME);
  // Signed: such numbers need no room of their own.
  return value | 0;
}

/** Two of them as one, every bit of both in every bit of the answer (the last step of MurmurHash3). */
export function mix(seed: number, spread: number): number {
  let value = seed ^ spread;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const WHOLE = 2 ** 32;

/** True for this share of all seeds. */
export const isInShare = (seed: number, share: number): boolean => mix(seed, FNV_OFFSET) < share * WHOLE;
