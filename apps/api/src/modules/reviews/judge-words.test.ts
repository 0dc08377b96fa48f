import { expect, it } from 'vitest';
import { judgeWords } from './judge-words.ts';
import { MOST_CHARS } from './limits.ts';

const kept = (given: string) => {
  const judged = judgeWords(given);
  return judged.ok ? judged.value : judged.fault.code;
};

it.each([
  ['what people write', 'Fast, and exactly the model it says.', 'Fast, and exactly the model it says.'],
  ['Russian', 'Быстро. Но дорого.', 'Быстро. Но дорого.'],
  ['a missing space', 'It is fast.Then it stops', 'It is fast.Then it stops'],
  ['names with points', 'gpt-oss and llama3.1 on node.js, 0.5 s', 'gpt-oss and llama3.1 on node.js, 0.5 s'],
  ['an emoji of several parts', 'good 👩‍💻', 'good 👩‍💻'],
  ['nothing', '  \n\t ', null],
  ['empty lines', 'one\n\n\n\n\ntwo\r\nthree', 'one\n\ntwo\nthree'],
  ['letters that turn the order', 'safe\u202Eexe.gpj\u2066', 'safeexe.gpj'],
  ['zero bytes and what is unseen', 'a\u0000b\u200bc\ufeff', 'abc'],
  ['heaps of marks', `a${'\u0316'.repeat(40)}`, `a${'\u0316'.repeat(3)}`],
  ['markup, as letters', '<img src=x onerror=alert(1)> **b**', '<img src=x onerror=alert(1)> **b**'],
])('keeps %s', (_, given, expected) => {
  expect(kept(given)).toBe(expected);
});

it.each([
  'see https://example.test/x',
  'ton://transfer/EQ',
  'tg://resolve?domain=x',
  'www.example',
  't.me/cheaper',
  'write to @cheaper_gpu',
  'CheaperGpu.COM is better',
  'cheaper gpu dot: cheapergpu (dot) com',
  'лучше.рф',
  'go to example.travel/gpu',
  'https\u200b://example.test',
])('takes no link: %s', (given) => {
  expect(kept(given)).toBe('review_link');
});

it('counts letters as a person does', () => {
  expect(kept('я'.repeat(MOST_CHARS))).toHaveLength(MOST_CHARS);
  expect(kept('😀'.repeat(MOST_CHARS))).toHaveLength(2 * MOST_CHARS);
  expect(kept('я'.repeat(MOST_CHARS + 1))).toBe('review_words');
});
