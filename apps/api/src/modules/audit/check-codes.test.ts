import { expect, it } from 'vitest';
import type { Database } from '../../platform/index.ts';
import { createLedger } from '../ledger/index.ts';
import { findDifferencesOfBooks } from './books.repo.ts';
import { checkCodeOf } from './check-codes.ts';

/** A database in which nothing fits: each check finds a difference, so that all of their sentences are told. */
const client = {
  query: async () => ({ rows: [{ subject: 'x', expected: '0', actual: '1' }], rowCount: 1 }),
  ...{ release: () => undefined, on: () => undefined, off: () => undefined },
};
const db = { pool: { ...client, connect: async () => client } } as unknown as Database;

it('each sentence of the ledger’s audit, and of the books’, has a code by which screens find their words', async () => {
  const found = [
    ...(await createLedger({ db, clock: { nowMs: () => 0 } }).audit()),
    ...(await findDifferencesOfBooks({ query: db.pool.query })),
  ];
  const sentences = found.map(({ check }) => check);
  expect(sentences.length).toBeGreaterThan(25);
  expect(sentences.filter((sentence) => checkCodeOf(sentence) === null)).toEqual([]);
});

it('a sentence of another version has none', () => {
  expect(checkCodeOf('the moon is full')).toBeNull();
  expect(checkCodeOf('toString')).toBeNull();
});
