import { hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hkdfSha256 } from './hkdf.ts';

const bytes = (digits: string) => Buffer.from(digits, 'hex');

describe('HKDF on HMAC', () => {
  it('gives the vectors of RFC 5869 A.1 to A.3', () => {
    const first = hkdfSha256(
      Buffer.alloc(22, 0x0b),
      bytes('000102030405060708090a0b0c'),
      bytes('f0f1f2f3f4f5f6f7f8f9'),
      42,
    );
    expect(first.toString('hex')).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
    const span = (from: number, length: number) => Buffer.from(Array.from({ length }, (_, at) => from + at));
    const second = hkdfSha256(span(0x00, 80), span(0x60, 80), span(0xb0, 80), 82);
    expect(second.toString('hex')).toBe(
      'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09' +
        'da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    );
    const third = hkdfSha256(Buffer.alloc(22, 0x0b), Buffer.alloc(0), Buffer.alloc(0), 42);
    expect(third.toString('hex')).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  it('gives what the platform gives, for lengths on and between blocks', () => {
    for (const length of [1, 31, 32, 33, 44, 64, 65, 200]) {
      const [secret, salt, info] = [randomBytes(32), randomBytes(40), randomBytes(20)];
      const theirs = Buffer.from(hkdfSync('sha256', secret, salt, info, length));
      expect(hkdfSha256(secret, salt, info, length)).toEqual(theirs);
    }
  });
});
