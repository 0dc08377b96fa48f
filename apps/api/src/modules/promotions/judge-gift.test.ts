import { expect, it } from 'vitest';
import { type GiftAsk, type GiftSums, judgeGift } from './judge-gift.ts';
import type { GiftRule } from './shapes.ts';

const RULE: GiftRule = { answers: 2, answerTokens: 256, mostNano: 1_000n, addressAnswers: 5, dayNano: 10_000n };
const NOTHING: GiftSums = { given: 0, triesToday: 0, addressGiven: 0, dayNano: 0n, hasDeposit: false };
const ASK: GiftAsk = { holdNano: 1_000n, maxOutputTokens: 256, isPinned: false };

it.each<[string, Partial<GiftRule>, Partial<GiftSums>, Partial<GiftAsk>, string]>([
  ['at every limit, and not above', {}, { given: 1, triesToday: 9, addressGiven: 4, dayNano: 9_000n }, {}, 'ok'],
  ['switched off by the number of answers', { answers: 0 }, {}, {}, 'gift_not_offered'],
  ['switched off by the budget of a day', { dayNano: 0n }, {}, {}, 'gift_not_offered'],
  ['switched off by the price of one', { mostNano: 0n }, {}, {}, 'gift_not_offered'],
  ['to who pays for themselves', {}, { hasDeposit: true }, {}, 'gift_not_offered'],
  ['that was given', {}, { given: 2 }, {}, 'gift_used'],
  ['tried too often', {}, { triesToday: 10 }, {}, 'gift_used'],
  ['from an address that has had its part', {}, { addressGiven: 5 }, {}, 'gift_exhausted'],
  ['above the rest of the day', {}, { dayNano: 9_001n }, {}, 'gift_exhausted'],
  ['too dear', {}, {}, { holdNano: 1_001n }, 'gift_too_large'],
  ['too long', {}, {}, { maxOutputTokens: 257 }, 'gift_too_large'],
  ['of one listing alone', {}, {}, { isPinned: true }, 'gift_too_large'],
])('an answer %s', (_, rule, sums, ask, expected) => {
  const judged = judgeGift({ ...RULE, ...rule }, { ...NOTHING, ...sums }, { ...ASK, ...ask });
  expect(judged.ok ? 'ok' : judged.fault.code).toBe(expected);
});
