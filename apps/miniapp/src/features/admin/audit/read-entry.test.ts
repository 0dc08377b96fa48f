import { expect, it } from 'vitest';
import { loadTexts, textsHere } from '../../../i18n/load.ts';
import { hasLook, lookOf } from './action-look.ts';
import { addressOf, factsOf } from './read-entry.ts';

it('has a look for every act that it has words for; the broker’s test holds these against all that it can write', async () => {
  await loadTexts('en', 'admin');
  const acts = Object.keys(textsHere('en', 'admin')?.audit.actions ?? {});
  expect(acts.length).toBeGreaterThan(20);
  expect(acts.filter((act) => !hasLook(act))).toEqual([]);
});

it('shows what it does not know as it is', () => {
  expect(lookOf({ known: null })).toBeNull();
});

it('reads texts and numbers of the facts, and nothing else', () => {
  expect(factsOf({ facts: '{"value":600,"claimed":"H100","before":null,"deep":{"no":1}}' })).toEqual({
    ...{ value: 600, claimed: 'H100' },
  });
  expect(factsOf({ facts: null })).toEqual({});
});

it.each([
  ['listing:01a2075e-b854-7cb2-8476-09ac263f1776', '/admin/listings/01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['account:01a2075e-b854-7cb2-8476-09ac263f1776', '/admin/people/01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['listing:../../wallet', null],
  ['policy:fee', null],
])('«%s» leads to %s', (subject, address) => {
  expect(addressOf({ subject, facts: null })).toBe(address);
});

it('leads from a dispute or an appeal to its listing, and from an appeal against a ban to the person', () => {
  const [one, two] = ['01a2075e-b854-7cb2-8476-09ac263f1776', '01a2075e-b854-7cb2-8476-09ac263f1777'];
  const facts = JSON.stringify({ listingId: one, accountId: two });
  expect(addressOf({ subject: `dispute:${two}`, facts })).toBe(`/admin/listings/${one}`);
  expect(addressOf({ subject: `appeal:${one}`, facts: JSON.stringify({ accountId: two }) })).toBe(
    `/admin/people/${two}`,
  );
  expect(addressOf({ subject: `dispute:${two}`, facts: '{"listingId":"../../wallet"}' })).toBeNull();
});
