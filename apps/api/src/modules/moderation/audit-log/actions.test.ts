import { expect, it } from 'vitest';
import { admin as en } from '../../../../../miniapp/src/i18n/en/admin.ts';
import { admin as ru } from '../../../../../miniapp/src/i18n/ru/admin.ts';
import { AUDIT_ACTIONS, auditActionOf } from './actions.ts';
import { AUDIT_FACTS } from './facts.ts';

it.each([
  ['English', en.audit.actions, /^[A-Z][^.]+$/],
  ['Russian', ru.audit.actions, /^[А-Я][^.]+$/],
])('the Mini App has words for every act of the log, and no other, in %s', (_, actions, pattern) => {
  expect(Object.keys(actions).toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
  for (const words of Object.values(actions)) expect(words).toMatch(pattern);
});

it.each([
  ['English', en.audit],
  ['Russian', ru.audit],
])('and for every fact that an entry rests on, in %s', (_, { facts, values }) => {
  expect(Object.keys(facts).toSorted()).toEqual([...AUDIT_FACTS].toSorted());
  const named = Object.keys(values).map((each) => each.split(' ')[0]);
  expect(named.filter((name) => !AUDIT_FACTS.some((fact) => fact === name))).toEqual([]);
});

it('an act of a newer version is not known', () => {
  expect(auditActionOf('listing.approve')).toBe('listing.approve');
  expect(auditActionOf('listing.applaud')).toBeNull();
});
