import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKeyText, newKeyText } from './key-text.ts';

/** Made by another program: `base62(zlib.crc32(body), 6)` in Python. */
const KNOWN = `sk-spindle-${'A'.repeat(43)}0y1tPN`;

describe('the text of a key', () => {
  it('is found by the expression in the docs, and is never twice the same', () => {
    const keys = Array.from({ length: 100 }, newKeyText);
    for (const key of keys) expect(key).toMatch(/^sk-spindle-[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}$/);
    expect(new Set(keys).size).toBe(100);
    expect(keys.every(isKeyText)).toBe(true);
  });

  it('has the checksum that other programs compute', () => {
    expect(isKeyText(KNOWN)).toBe(true);
  });

  it('is told from one in which a character was mistyped or two were swapped', () => {
    const key = newKeyText();
    const place = fc.nat({ max: key.length - 1 });
    fc.assert(
      fc.property(place, fc.constantFrom(...'abcXYZ019_-'), (at, letter) => {
        fc.pre(key[at] !== letter);
        expect(isKeyText(`${key.slice(0, at)}${letter}${key.slice(at + 1)}`)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: key.length - 2 }), (at) => {
        fc.pre(key[at] !== key[at + 1]);
        const swapped = `${key.slice(0, at)}${key[at + 1]}${key[at]}${key.slice(at + 2)}`;
        expect(isKeyText(swapped)).toBe(false);
      }),
    );
  });

  it('may be of the first days, when keys had no checksum, but not cut', () => {
    const key = newKeyText();
    expect(isKeyText(key.slice(0, -6))).toBe(true);
    for (const cut of [1, 2, 5, 7, 30]) expect(isKeyText(key.slice(0, -cut))).toBe(false);
    for (const other of [`${key} `, `${key}A`, ` ${key}`, key.toUpperCase(), '', 'sk-spindle-']) {
      expect(isKeyText(other)).toBe(false);
    }
  });
});
