import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing/index.ts';
import { sumUpHours } from './sum-up-hours.ts';

const HOUR_MS = 3_600_000;
const startMs = Date.UTC(2026, 10, 28, 12, 20);

let world: LedgerWorld;
let provider: AccountId;

beforeAll(async () => {
  world = await createLedgerWorld();
});
beforeEach(async () => {
  world.clock.set(startMs);
  await world.db.pool.query('TRUNCATE usage, earn_hour, roll_up_mark');
  provider = await world.person();
});
afterAll(() => world.close());

/** A paid request: 1,000 nano with a fee of 50, 3,000 micro-dollars. */
async function ended(atMs: number, more: { cost?: number; policy?: string } = {}): Promise<void> {
  const { cost = 1_000, policy = 'cheapest' } = more;
  await world.db.pool.query(
    `INSERT INTO usage (job_id, account_id, provider_id, listing_id, model_id, tier, "end", input_tokens, cached_tokens,
       output_tokens, cost_nano, fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
     VALUES (gen_random_uuid(), $1, $1, $1, 'm', 'verified', 'complete', 10, 2, 30, $3::bigint, $3::bigint / 20, 3 * $3::bigint, 1, 1, $4, $2)`,
    [provider, new Date(atMs), cost, { policy }],
  );
}

const hours = async () =>
  (
    await world.db.pool.query(
      `SELECT to_char(hour AT TIME ZONE 'UTC', 'HH24:MI') AS hour, policy, requests::int, earned_nano::int,
         earned_micro_usd::int, cost_micro_usd::int, output_tokens::int FROM earn_hour ORDER BY hour, policy`,
    )
  ).rows;

const LINE = { policy: 'cheapest', requests: 1, earned_nano: 950, earned_micro_usd: 2_850, cost_micro_usd: 3_000 };

it('hours are those of the rows, however often they are summed up, and by several brokers at once', async () => {
  await ended(startMs - HOUR_MS - 60_000);
  await ended(startMs - 60_000, { policy: 'balanced' });
  await ended(startMs - 60_000, { cost: 0 });
  await Promise.all([sumUpHours(world), sumUpHours(world)]);
  await sumUpHours(world);
  expect(await hours()).toEqual([
    { ...LINE, hour: '11:00', output_tokens: 30 },
    { ...LINE, hour: '12:00', policy: 'balanced', output_tokens: 30 },
  ]);
  world.clock.set(startMs + 30_000);
  await ended(startMs - 20_000);
  await sumUpHours(world);
  expect(await hours()).toMatchObject([{ hour: '11:00' }, { hour: '12:00' }, { hour: '12:00', requests: 1 }]);
});

it('a row that comes with an earlier time is counted when its hour is over', async () => {
  await sumUpHours(world);
  await ended(startMs - 5 * 60_000);
  await sumUpHours(world);
  expect(await hours()).toEqual([]);
  world.clock.set(startMs + 49 * 60_000);
  await sumUpHours(world);
  expect(await hours()).toEqual([]);
  world.clock.set(startMs + 51 * 60_000);
  await sumUpHours(world);
  expect(await hours()).toMatchObject([{ hour: '12:00', requests: 1 }]);
});

it('a broker that comes late takes up what lies behind, and forgets what is older than 60 days', async () => {
  await sumUpHours(world);
  await ended(startMs + 60_000);
  world.clock.set(startMs + 3 * 24 * HOUR_MS);
  await ended(startMs + 2 * 24 * HOUR_MS);
  await sumUpHours(world);
  expect(await hours()).toHaveLength(2);
  world.clock.set(startMs + 63 * 24 * HOUR_MS);
  await sumUpHours(world);
  expect(await hours()).toEqual([]);
});
