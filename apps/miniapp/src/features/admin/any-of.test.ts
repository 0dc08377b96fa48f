import { expect, it } from 'vitest';
import { anyOf } from './any-of.ts';

const more = (n: number) => `${n} others`;

it.each([
  [['Ada'], 'en', 'Ada'],
  [['Ada', 'Otto'], 'en', 'Ada or Otto'],
  [['Ада', 'Отто', 'Ира'], 'ru', 'Ада, Отто или Ира'],
  [['Ada', 'Otto', 'Ira', 'Paul', 'Nell'], 'en', 'Ada, Otto, Ira, or 2 others'],
] as const)('%j in %s: %s', (names, language, text) => {
  expect(anyOf(names, more, language)).toBe(text);
});
