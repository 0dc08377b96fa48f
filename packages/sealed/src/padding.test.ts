import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pad, unpad } from './padding.ts';

describe('padding', () => {
  it('comes off again, and leaves multiples of the step', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(64, 256), (bytes, step) => {
        const padded = pad(bytes, step);
        expect(padded.length % step).toBe(0);
        expect(Array.from(unpad(padded) ?? [])).toEqual(Array.from(bytes));
      }),
    );
  });

  it('is refused when short, too long by its own word, or not of zeros', () => {
    expect(unpad(new Uint8Array(3))).toBeNull();
    expect(unpad(new Uint8Array([0, 0, 0, 5, 1, 2, 3, 4]))).toBeNull();
    expect(unpad(new Uint8Array([0, 0, 0, 1, 1, 0, 1, 0]))).toBeNull();
  });
});
