import { randomInt } from 'node:crypto';
import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../platform/index.ts';
import { createLedger } from './create-ledger.ts';
import type { HoldInput } from './hold.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from './testing/index.ts';

const BROKERS = 4;
const AT_ONCE = 40;
const OPERATIONS = 1_200;
const HOUR_MS = 3_600_000;

let world: LedgerWorld;
let brokers: LedgerWorld[];
beforeAll(async () => {
  world = await createLedgerWorld();
  brokers = Array.from({ length: BROKERS }, (_, at) => {
    const db = openDatabase(world.url, () => {});
    // No two clocks agree: near midnight brokers live in different days.
    const clock = { ...world.clock, nowMs: () => world.clock.nowMs() - at * 20 * 60_000 };
    return { ...world, db, ledger: createLedger({ db, clock }) };
  });
});
afterAll(async () => {
  await Promise.all(brokers.map(({ db }) => db.close()));
  await world.close();
});

const brokerOf = (at: number): LedgerWorld => brokers[at % BROKERS] ?? world;

it.each(['day', 'month', 'total'] as const)(
  'a hundred requests at once stop exactly at the cap per %s',
  async (period) => {
    // At noon all brokers live in one day, however their clocks differ; just after midnight they don't, and two days have two caps.
    world.clock.set(Date.UTC(2026, 10, 23, 12));
    const buyer = await world.buyer({ depositedNano: 1_000_000n });
    const caps = { day: 1_000_000n, month: 1_000_000n, total: 1_000_000n, [period]: 1_000n };
    const apiKeyId = await world.apiKey(buyer, caps.total, caps);
    const provider = await world.person();
    const spend = async (at: number) => {
      const hold = holdOf(buyer, 30n, { apiKeyId });
      const opened = await brokerOf(at).ledger.openHold(hold);
      if (!opened.ok) return opened.fault.facts?.period;
      await settleOne(brokerOf(at + 1), hold, { costNano: 30n, providerId: provider });
      return 'ok';
    };
    const ends = await Promise.all(Array.from({ length: 100 }, (_, at) => spend(at)));
    expect(ends.filter((end) => end === 'ok')).toHaveLength(33);
    expect(ends.filter((end) => end === period)).toHaveLength(67);
    const { rows } = await world.db.pool.query('SELECT spent_nano, held_nano FROM api_key WHERE id = $1', [apiKeyId]);
    expect(rows).toEqual([{ spent_nano: '990', held_nano: '0' }]);
  },
);

it('no day, month or life of a key costs more than its cap, while midnights pass and clocks disagree', async () => {
  const caps = { total: 800n, month: 500n, day: 150n };
  const buyer = await world.buyer({ depositedNano: 1_000_000n });
  const keys = await Promise.all([1, 2, 3].map(() => world.apiKey(buyer, caps.total, caps)));
  const provider = await world.person();
  world.clock.set(Date.UTC(2026, 10, 24));
  const open: HoldInput[] = [];
  const refusals = new Set<unknown>();

  async function act(at: number): Promise<void> {
    const broker = brokerOf(at);
    // Fifty days in all: so long that each cap is met.
    world.clock.set(world.clock.nowMs() + randomInt(2 * HOUR_MS));
    if (randomInt(9) < 5) {
      const hold = holdOf(buyer, BigInt(randomInt(1, 90)), { apiKeyId: keys[randomInt(3)] ?? null });
      const opened = await broker.ledger.openHold(hold);
      if (opened.ok) open.push(hold);
      else refusals.add(opened.fault.facts?.period ?? opened.fault.code);
      return;
    }
    const [hold] = open.splice(randomInt(open.length + 1), 1);
    if (hold)
      await settleOne(broker, hold, { costNano: BigInt(randomInt(Number(hold.amountNano) + 1)), providerId: provider });
  }
  const queue = Array.from({ length: OPERATIONS }, (_, at) => at);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) await act(at);
    }),
  );

  expect(await world.ledger.audit()).toEqual([]);
  expect(refusals).toEqual(new Set(['day', 'month', 'total']));
  expect(await mostSpent(buyer)).toEqual({
    day: expect.toSatisfy((nano: bigint) => nano > 0n && nano <= caps.day),
    month: expect.toSatisfy((nano: bigint) => nano > 0n && nano <= caps.month),
    total: expect.toSatisfy((nano: bigint) => nano > 0n && nano <= caps.total),
  });
});

/** The dearest day, month and life of any key, summed from the postings alone. */
async function mostSpent(buyer: AccountId) {
  const { rows } = await world.db.pool.query(
    `WITH cost AS (
       SELECT h.api_key_id AS key, h.spent_on, -sum(p.amount_nano) AS nano FROM hold h
       JOIN transfer t ON t.key = 'settle:' || h.job_id
       JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
       WHERE h.account_id = $1 AND la.account_id = $1 GROUP BY h.job_id, 1, 2)
     SELECT
       (SELECT max(nano) FROM (SELECT sum(nano) AS nano FROM cost GROUP BY key, spent_on) d) AS day,
       (SELECT max(nano) FROM (SELECT sum(nano) AS nano FROM cost GROUP BY key, date_trunc('month', spent_on)) m) AS month,
       (SELECT max(nano) FROM (SELECT sum(nano) AS nano FROM cost GROUP BY key) a) AS total`,
    [buyer],
  );
  return { day: BigInt(rows[0].day), month: BigInt(rows[0].month), total: BigInt(rows[0].total) };
}
