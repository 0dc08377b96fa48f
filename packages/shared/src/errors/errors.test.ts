import { describe, expect, it } from 'vitest';
import { ATTESTATION_ERRORS } from './attestation.ts';
import { ENCLAVE_ERRORS } from './enclave.ts';
import type { ErrorWords } from './entry.ts';
import { ERRORS, errorText, isErrorCode } from './index.ts';

const TABLES = [ERRORS, ATTESTATION_ERRORS, ENCLAVE_ERRORS];

describe.each(TABLES.flatMap((table) => Object.entries(table)))('%s', (_, entry) => {
  it('has a status, and a text in both languages that names the same facts', () => {
    expect(entry.status).toBeGreaterThanOrEqual(400);
    const [en, ru] = [textsOf(entry.en), textsOf(entry.ru)];
    expect(Object.keys(ru)).toEqual(Object.keys(en));
    for (const [name, text] of Object.entries(en)) {
      expect(text.length).toBeGreaterThan(20);
      expect(ru[name]).toMatch(/[а-яё]/i);
      expect(factsOf(ru[name] ?? '')).toEqual(factsOf(text));
    }
  });
});

it('fills the facts, and leaves out what is missing', () => {
  const fault = { code: 'context_too_long', facts: { limit: 1024 } } as const;
  expect(errorText(fault)).toContain('(1024 tokens)');
  expect(errorText(fault, 'ru')).toContain('1024');
  expect(errorText({ code: 'context_too_long' })).not.toContain('{');
});

it('writes amounts with a comma in Russian, and leaves what is no amount', () => {
  const facts = { needed: '0.05 TON', spendable: '0 TON' };
  expect(errorText({ code: 'insufficient_funds', facts }, 'ru')).toContain('0,05 TON');
  expect(errorText({ code: 'insufficient_funds', facts }, 'en')).toContain('0.05 TON');
  expect(errorText({ code: 'model_unknown', facts: { model: 'qwen/qwen2.5' } }, 'ru')).toContain('qwen/qwen2.5');
});

it('chooses the text of a case by its fact, and another when the fact is missing', () => {
  const of = (facts: Record<string, string>) => errorText({ code: 'key_cap_reached', facts });
  expect(of({ period: 'day', cap: '1 TON' })).toMatch(/1 TON a day.*tomorrow at 00:00 UTC/);
  expect(of({ period: 'month', cap: '1 TON' })).toMatch(/1 TON a month.*on the 1st/);
  expect(of({ period: 'total' })).not.toMatch(/tomorrow|month/);
  expect(of({ period: 'toString' })).toBe(of({}));
});

it('has no code twice: among the errors, the refusals of evidence, and what keeps a machine from proving itself', () => {
  const all = TABLES.flatMap((table) => Object.keys(table));
  expect(all.filter((code, at) => all.indexOf(code) !== at)).toEqual([]);
});

it('knows its codes', () => {
  expect(isErrorCode('internal')).toBe(true);
  expect(isErrorCode('toString')).toBe(false);
});

function factsOf(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

const textsOf = (words: ErrorWords): Record<string, string> =>
  typeof words === 'string' ? { only: words } : { ...words.cases, other: words.other };
