import { expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '../../../../../api/src/modules/moderation/shapes.ts';
import { loadTexts, textsHere } from '../../../i18n/load.ts';
import { lookOf } from './action-look.ts';
import { addressOf, factsOf, plainFactsOf } from './read-entry.ts';

it.each(['en', 'ru'] as const)('has a look and words in %s for all that the broker can write', async (language) => {
  await loadTexts(language, 'admin');
  const words: Record<string, string> = textsHere(language, 'admin')?.audit.actions ?? {};
  for (const known of AUDIT_ACTIONS) {
    expect([known, lookOf({ known })?.action]).toEqual([known, known]);
    expect([known, words[known]]).toEqual([known, expect.stringMatching(/^[A-ZА-Я][^.]+$/)]);
  }
  expect(Object.keys(words).toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
});

it('shows what it does not know as it is', () => {
  expect(lookOf({ known: null })).toBeNull();
});

it('names the facts that no words say', () => {
  const facts = factsOf({ facts: '{"value":600,"before":500,"claimed":"H100","deep":{"no":1}}' });
  expect(plainFactsOf(facts)).toBe('value 600 · before 500');
});

it.each([
  ['listing:01a2075e-b854-7cb2-8476-09ac263f1776', '/admin/listings/01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['account:01a2075e-b854-7cb2-8476-09ac263f1776', '/admin/people/01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['listing:../../wallet', null],
  ['policy:fee', null],
])('«%s» leads to %s', (subject, address) => {
  expect(addressOf({ subject })).toBe(address);
});
