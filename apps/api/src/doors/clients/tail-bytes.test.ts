import { describe, expect, it } from 'vitest';
import { TailBytes } from './tail-bytes.ts';

const KEPT_BYTES = 100_000;

/** A stream in pieces of many lengths, each byte told by its place. */
function streamed(lengths: readonly number[]) {
  const tail = new TailBytes();
  const all: number[] = [];
  for (const length of lengths) {
    const piece = Uint8Array.from({ length }, (_, at) => (all.length + at) % 251);
    all.push(...piece);
    tail.push(piece);
    // What comes is a view of somebody's buffer, and is written over when they are done.
    piece.fill(255);
    tail.trimTo(KEPT_BYTES);
  }
  return { tail, all };
}

describe('the last bytes of a stream', () => {
  const { tail, all } = streamed([1, 8_191, 8_192, 8_193, 0, 40_000, 3, 100_000, 16_384, 5]);

  it('gives what follows any place that is kept', () => {
    for (const at of [all.length, all.length - 1, all.length - 8_192, all.length - 90_001]) {
      expect(Buffer.concat(tail.from(at) ?? []).equals(Buffer.from(all.slice(at)))).toBe(true);
    }
  });

  it('keeps no more than it may, and not less by more than a block', () => {
    expect(tail.keptBytes).toBeLessThanOrEqual(KEPT_BYTES);
    expect(tail.keptBytes).toBeGreaterThan(KEPT_BYTES - 8_192);
    expect(tail.end).toBe(all.length);
  });

  it('has nothing of what is forgotten, or did not come yet', () => {
    expect(tail.from(0)).toBeNull();
    expect(tail.from(all.length - KEPT_BYTES - 1)).toBeNull();
    expect(tail.from(all.length + 1)).toBeNull();
  });

  it('begins anew behind what was cleared', () => {
    const { tail: cleared, all: before } = streamed([10]);
    cleared.clear();
    expect(cleared.from(before.length)).toEqual([]);
    cleared.push(Uint8Array.of(7, 8));
    expect(Buffer.concat(cleared.from(before.length + 1) ?? [])).toEqual(Buffer.of(8));
    expect(cleared.from(before.length - 1)).toBeNull();
  });
});
