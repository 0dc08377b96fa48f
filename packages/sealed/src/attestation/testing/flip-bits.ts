import { text, utf8 } from '@spindle/shared';

/** One changed bit of a named part of the evidence. */
export interface Flip {
  part: string;
  byte: number;
  bit: number;
}

/**
 * Each n-th bit of these bytes, changed. SPINDLE_FLIP_EVERY sets n for a run that has the time: 1 is every single one.
 * @param every n when that is not set; a prime, so that all bits of a byte have their turn.
 */
export function* flipsOf(part: string, bytes: Uint8Array, every: number): Generator<Flip & { bytes: Uint8Array }> {
  const step = Number(process.env.SPINDLE_FLIP_EVERY ?? every);
  for (let at = 0; at < bytes.length * 8; at += step) {
    const [byte, bit] = [at >>> 3, at & 7];
    const changed = bytes.slice();
    changed[byte] = (changed[byte] ?? 0) ^ (1 << bit);
    yield { part, byte, bit, bytes: changed };
  }
}

/** The same for a text. Some changes leave no valid UTF-8; a reader of JSON would meet them as replacement characters. */
export function* textFlipsOf(part: string, whole: string, every: number): Generator<Flip & { text: string }> {
  for (const { bytes, ...flip } of flipsOf(part, utf8(whole), every)) yield { ...flip, text: text(bytes) };
}
