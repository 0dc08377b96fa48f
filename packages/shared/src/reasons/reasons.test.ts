import { describe, expect, it } from 'vitest';
import { REASONS, reasonsFor, reasonWords } from './index.ts';

describe.each(Object.entries(REASONS))('%s', (_, entry) => {
  it('says in both languages what is wrong and what to do, with the same evidence', () => {
    for (const part of ['title', 'text', 'next'] as const) {
      expect(entry.en[part].length).toBeGreaterThan(3);
      expect(entry.ru[part]).toMatch(/[а-яё]/i);
      expect(factsOf(entry.ru[part])).toEqual(factsOf(entry.en[part]));
    }
    expect(entry.uses.length).toBeGreaterThan(0);
  });
});

it('every kind of decision has reasons to choose from', () => {
  for (const use of ['ask', 'reject', 'pause', 'ban', 'grant', 'refuse'] as const) {
    expect(reasonsFor(use).length).toBeGreaterThan(1);
  }
});

it('fills in the evidence, and knows its codes', () => {
  const evidence = { claimed: 'H100 80 GB', reported: 'NVIDIA GeForce RTX 4090' };
  expect(reasonWords('hardware_mismatch', 'en', evidence)?.text).toContain('H100 80 GB, the machine reports NVIDIA');
  for (const partly of [{}, { claimed: 'H100 80 GB' }]) {
    const bare = reasonWords('hardware_mismatch', 'ru', partly);
    expect(bare?.text).toBe(`${bare?.title}.`);
  }
  expect(reasonWords('toString', 'en')).toBeNull();
});

const factsOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
