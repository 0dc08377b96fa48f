import { expect, it } from 'vitest';
import { addressOf, knownAction } from './read-entry.ts';

it('has words for the actions of today, and shows others as they are', () => {
  expect(knownAction('listing.approve')).toBe('listing.approve');
  expect(knownAction('listing.applaud')).toBeNull();
});

it.each([
  ['listing:01a2075e-b854-7cb2-8476-09ac263f1776', '/admin/listings/01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['account:01a2075e-b854-7cb2-8476-09ac263f1776', '/admin/people/01a2075e-b854-7cb2-8476-09ac263f1776'],
  ['listing:../../wallet', null],
  ['policy:fee', null],
])('«%s» leads to %s', (subject, address) => {
  expect(addressOf({ subject })).toBe(address);
});
