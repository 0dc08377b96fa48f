import { expect, it } from 'vitest';
import { knownAction, listingOf } from './read-entry.ts';

it('has words for the actions of today, and shows others as they are', () => {
  expect(knownAction('listing.approve')).toBe('listing.approve');
  expect(knownAction('account.ban')).toBeNull();
});

it.each([
  ['listing:01a2075e-b854-7cb2-8476-09ac263f1776', '01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['listing:../../wallet', null],
  ['account:01a2075e-b854-7cb2-8476-09ac263f1776', null],
])('«%s» leads to listing %s', (subject, listingId) => {
  expect(listingOf({ subject })).toBe(listingId);
});
