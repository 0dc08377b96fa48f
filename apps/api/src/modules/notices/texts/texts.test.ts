import type { ErrorWords } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { EN_NOTICES } from './en.ts';
import { RU_NOTICES } from './ru.ts';

const textsOf = (words: ErrorWords): Record<string, string> =>
  typeof words === 'string' ? { only: words } : { ...words.cases, other: words.other };
const factsOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries(EN_NOTICES.kinds))('%s', (kind, english) => {
  const russian = Object.entries(RU_NOTICES.kinds).find(([name]) => name === kind)?.[1];

  it.each(['title', 'text'] as const)('has the same %s in both languages', (part) => {
    const [en, ru] = [textsOf(english[part]), textsOf(russian?.[part] ?? '')];
    expect(Object.keys(ru)).toEqual(Object.keys(en));
    for (const [name, text] of Object.entries(en)) {
      expect(ru[name]).toMatch(/[а-яё]/i);
      expect(factsOf(ru[name] ?? '')).toEqual(factsOf(text));
    }
  });
});

it('names every number of the policy in both languages', () => {
  expect(Object.keys(RU_NOTICES.words.settings)).toEqual(Object.keys(EN_NOTICES.words.settings));
});

it('counts in Russian', () => {
  expect([1, 2, 5, 21].map(RU_NOTICES.words.minutes)).toEqual(['1 минуту', '2 минуты', '5 минут', '21 минуту']);
});
