import { type AccountId, fail } from '@spindle/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../platform/index.ts';
import { findDifferencesOfBooks } from '../audit/books.repo.ts';
import type { HoldInput } from '../ledger/index.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from '../ledger/testing/index.ts';
import { createOpenGift, giftOffer, giftTotals, type OpenGift } from './index.ts';
import type { GiftRule } from './shapes.ts';

const BROKERS = 4;
const RULE: GiftRule = { answers: 2, answerTokens: 256, mostNano: 100n, addressAnswers: 6, dayNano: 1_650n };
const LIMITS = { maxOutputTokens: 256 };

let world: LedgerWorld;
let databases: ReturnType<typeof openDatabase>[];
let brokers: OpenGift[];
const partsOf = (db: LedgerWorld['db']) => ({
  ...{ db, clock: world.clock, ledger: world.ledger, rule: () => RULE },
  addressSecret: 'salt',
});
const actorOf = (accountId: AccountId, apiKeyId: string | null = null) => ({
  ...{ accountId, apiKeyId, roles: ['buyer' as const], language: 'en' as const, limits: null },
});

beforeAll(async () => {
  world = await createLedgerWorld();
  databases = Array.from({ length: BROKERS }, () => openDatabase(world.url, () => {}));
  brokers = databases.map((db) => createOpenGift(partsOf(db)));
});
afterAll(async () => {
  await Promise.all(databases.map((db) => db.close()));
  await world.close();
});

async function all() {
  const { rows } = await world.db.pool.query<{ account_id: AccountId; address_hash: string; job_id: string }>(
    'SELECT account_id, address_hash, job_id FROM gift',
  );
  return rows;
}

const mostOf = (values: readonly string[]): number =>
  Math.max(...[...new Set(values)].map((value) => values.filter((it) => it === value).length));

it('keeps every limit while many ask at once over many brokers, and the market alone pays', async () => {
  const people = await Promise.all(Array.from({ length: 16 }, () => world.person()));
  const provider = await world.person();
  const holds = new Map<string, HoldInput>();
  const asked = people.flatMap((accountId, at) =>
    brokers.map(async (openGift) => {
      const hold = holdOf(accountId, 100n);
      holds.set(hold.jobId, hold);
      // Four people behind each address.
      return openGift(actorOf(accountId), hold, LIMITS, `192.0.2.${at % 4}`);
    }),
  );
  const outcomes = (await Promise.all(asked)).map((it) => (it.ok ? 'ok' : it.fault.code));
  const gifts = await all();
  expect(gifts).toHaveLength(outcomes.filter((it) => it === 'ok').length);
  // 16 of 100 fit in the day's 1,650; each person had two and each address six.
  expect(gifts).toHaveLength(16);
  expect(mostOf(gifts.map((it) => it.account_id))).toBeLessThanOrEqual(2);
  expect(mostOf(gifts.map((it) => it.address_hash))).toBeLessThanOrEqual(6);
  expect(gifts.some((it) => it.address_hash.includes('192.0.2'))).toBe(false);
  expect(await world.ledger.audit()).toEqual([]);

  const ends = gifts.map(async ({ job_id }, at) => {
    const hold = holds.get(job_id);
    if (!hold) throw new Error('a gift that nobody asked for');
    const bill = at % 4 === 0 ? { costNano: 0n } : { costNano: 60n, feeNano: 3n, providerId: provider };
    const settle = () => settleGift(hold, bill);
    expect((await Promise.all([settle(), settle()])).filter(Boolean)).toHaveLength(1);
  });
  await Promise.all(ends);
  expect(await world.ledger.audit()).toEqual([]);
  expect(await giftTotals(partsOf(world.db))).toMatchObject({ answers: 12, costNano: 720n, todayNano: 720n });
  expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(12n * 57n);
  for (const accountId of people) {
    expect(await world.ledger.balancesOf(accountId)).toMatchObject({ depositedNano: 0n, heldNano: 0n });
  }
  const { rows } = await world.db.pool.query(
    `SELECT kind, balance_nano FROM ledger_account WHERE kind IN ('promotions', 'fees') ORDER BY kind`,
  );
  expect(rows).toEqual([
    { kind: 'fees', balance_nano: '36' },
    { kind: 'promotions', balance_nano: '-720' },
  ]);
});

const settleGift = async (hold: HoldInput, bill: Parameters<typeof settleOne>[2]) => settleOne(world, hold, bill, true);

it('gives again what came to nothing, and what a day’s budget has back', async () => {
  const accountId = await world.person();
  const [openGift] = brokers;
  if (!openGift) throw new Error('no broker');
  const first = holdOf(accountId, 100n);
  expect(await openGift(actorOf(accountId), first, LIMITS, null)).toMatchObject({ ok: true });
  expect(await openGift(actorOf(accountId), first, LIMITS, null)).toEqual(fail('quote_used'));
  await settleGift(first, { costNano: 0n });
  expect(await giftOffer(partsOf(world.db), { accountId })).toMatchObject({ isOffered: true });
  for (let answers = 0; answers < 2; answers++) {
    expect(await openGift(actorOf(accountId), holdOf(accountId, 100n), LIMITS, null)).toMatchObject({ ok: true });
  }
  expect(await openGift(actorOf(accountId), holdOf(accountId, 1n), LIMITS, null)).toEqual(fail('gift_used'));
  expect(await giftOffer(partsOf(world.db), { accountId })).toEqual({ isOffered: false, why: 'gift_used' });
});

it('gives nothing to keys, nor to who has deposited', async () => {
  const [openGift] = brokers;
  const owner = await world.person();
  const payer = await world.buyer({ depositedNano: 1_000n });
  const withKey = actorOf(owner, await world.apiKey(owner, null));
  expect(await openGift?.(withKey, holdOf(owner, 1n), LIMITS, null)).toEqual(fail('gift_not_offered'));
  expect(await openGift?.(actorOf(payer), holdOf(payer, 1n), LIMITS, null)).toEqual(fail('gift_not_offered'));
});

it('is found out when a gift has no hold, or the market paid for what it did not give', async () => {
  const differing = async () => {
    const [books, ledger] = [await findDifferencesOfBooks(world.db.pool), await world.ledger.audit()];
    return [...books, ...ledger].map(({ check }) => check).filter((check) => check.includes('market'));
  };
  expect(await differing()).toEqual([]);
  const { rows } = await world.db.pool.query(
    `UPDATE hold SET channel_address = '0:00' WHERE job_id = (SELECT job_id FROM gift WHERE state = 'settled' LIMIT 1)
     RETURNING job_id`,
  );
  expect(await differing()).toEqual([
    'what the market paid for answers was given, once for each',
    'a settled hold without a channel was paid by the market, and no other was',
  ]);
  await world.db.pool.query('UPDATE hold SET channel_address = NULL WHERE job_id = $1', [rows[0].job_id]);
  expect(await differing()).toEqual([]);
});
