import { expect, it } from 'vitest';
import { base64url, equalBytes, fromBase64url, fromHex, hex } from './bytes.ts';
import { uuidv7 } from './ids.ts';
import { meetsTier } from './tiers.ts';

it('makes UUIDs of version 7 that sort by time', () => {
  const early = uuidv7(1_700_000_000_000);
  const late = uuidv7(1_700_000_000_001);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(uuidv7(5)).not.toBe(uuidv7(5));
});

it('writes bytes as text and back', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(100));
  expect(equalBytes(fromHex(hex(bytes)) ?? new Uint8Array(), bytes)).toBe(true);
  expect(equalBytes(fromBase64url(base64url(bytes)) ?? new Uint8Array(), bytes)).toBe(true);
  expect(fromHex('abc')).toBeNull();
  expect(fromBase64url('*')).toBeNull();
  expect(equalBytes(bytes, bytes.subarray(1))).toBe(false);
});

it('lets a stronger tier serve a weaker wish, never the other way', () => {
  expect(meetsTier('confidential', 'community')).toBe(true);
  expect(meetsTier('community', 'verified')).toBe(false);
});
