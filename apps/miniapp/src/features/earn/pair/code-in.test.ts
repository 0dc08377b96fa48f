import { describe, expect, it } from 'vitest';
import { codeIn } from './code-in.ts';

describe('the code of a machine', () => {
  it.each([
    ['its link into Telegram', 'https://t.me/spindle_bot?startapp=pair_ABCD2345'],
    ['its link where there is no bot', 'https://spindle.example/pair/ABCD2345'],
    ['the code as it is typed', 'abcd 2345'],
  ])('is read from %s', (_, text) => expect(codeIn(text)).toBe('ABCD2345'));

  it.each([
    ['another link of ours', 'https://t.me/spindle_bot?startapp=listing_0190a5d47e2b7c1a9b3e0123456789ab'],
    ['somebody’s page', 'https://evil.example/pair/ABCD2345/more'],
    ['a script', 'javascript:alert(1)'],
    ['a wallet’s code', 'ton://transfer/EQabc?amount=1'],
    ['nothing', ''],
  ])('is none in %s', (_, text) => expect(codeIn(text)).toBeNull());
});
