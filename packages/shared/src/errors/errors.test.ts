import { describe, expect, it } from 'vitest';
import { ERRORS, errorText, isErrorCode } from './index.ts';

describe.each(Object.entries(ERRORS))('%s', (_, entry) => {
  it('has a status, and a text in both languages that names the same facts', () => {
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.en.length).toBeGreaterThan(20);
    expect(entry.ru).toMatch(/[а-яё]/i);
    expect(factsOf(entry.ru)).toEqual(factsOf(entry.en));
  });
});

it('fills the facts, and leaves out what is missing', () => {
  const fault = { code: 'context_too_long', facts: { limit: 1024 } } as const;
  expect(errorText(fault)).toContain('(1024 tokens)');
  expect(errorText(fault, 'ru')).toContain('1024');
  expect(errorText({ code: 'context_too_long' })).not.toContain('{');
});

it('knows its codes', () => {
  expect(isErrorCode('internal')).toBe(true);
  expect(isErrorCode('toString')).toBe(false);
});

function factsOf(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}
