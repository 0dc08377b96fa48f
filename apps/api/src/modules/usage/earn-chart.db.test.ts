import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing/index.ts';
import { demandOf } from './demand.repo.ts';
import { type EarnRecord, earnChart, earnExport } from './earn-chart.ts';
import type { EarnChartInput } from './shapes.ts';
import { sumUpHours } from './sum-up-hours.ts';

const HOUR_MS = 3_600_000;
const nowMs = Date.UTC(2026, 10, 28, 12, 20);

let world: LedgerWorld;
let provider: AccountId;
let [mine, other] = ['', ''];

beforeAll(async () => {
  world = await createLedgerWorld();
});
beforeEach(async () => {
  world.clock.set(nowMs);
  await world.db.pool.query('TRUNCATE usage, earn_hour, roll_up_mark');
  provider = await world.person();
  [mine, other] = await Promise.all([world.listing(provider), world.listing(provider)]);
});
afterAll(() => world.close());

async function ended(hoursAgo: number, listingId: string, modelId: string, costNano = 1_000): Promise<void> {
  await world.db.pool.query(
    `INSERT INTO usage (job_id, account_id, provider_id, listing_id, model_id, tier, "end", input_tokens, cached_tokens,
       output_tokens, cost_nano, fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
     VALUES (gen_random_uuid(), $1, $1, $2, $3, 'community', 'complete', 10, 2, 30, $4, 0, $4, 1, 1,
       '{"policy": "cheapest"}', $5)`,
    [provider, listingId, modelId, costNano, new Date(nowMs - hoursAgo * HOUR_MS)],
  );
}

const chart = async (parts: Partial<EarnChartInput> = {}) =>
  unwrap(
    await earnChart(
      world,
      { accountId: provider },
      { fromMs: nowMs - 3 * HOUR_MS, toMs: nowMs, bucket: 'hour', groupBy: 'listing', ...parts },
    ),
  );

describe('earnings by hour and day', () => {
  it('count what ended a moment ago, and each request once, before and after it is summed up', async () => {
    await Promise.all([ended(2, mine, 'a'), ended(0.001, mine, 'a'), ended(1, other, 'b', 5_000)]);
    const before = await chart();
    await sumUpHours(world);
    const after = await chart();
    expect(after).toEqual(before);
    expect(after.bucketsMs).toHaveLength(4);
    expect(after.total).toMatchObject({ requests: 3, earnedNano: 7_000n, outputTokens: 90 });
    expect(after.series.map(({ id }) => id)).toEqual([other, mine]);
    expect(after.series[1]?.buckets.map(({ requests }) => requests)).toEqual([0, 1, 0, 1]);
  });

  it('are told apart and chosen by listing and model', async () => {
    await Promise.all([ended(2, mine, 'a'), ended(1, mine, 'b'), ended(1, other, 'b')]);
    await sumUpHours(world);
    const byModel = await chart({ groupBy: 'model', bucket: 'day', fromMs: nowMs - 24 * HOUR_MS });
    expect(byModel.series.map(({ id, buckets }) => [id, buckets.map(({ requests }) => requests)])).toEqual([
      ['b', [0, 2]],
      ['a', [0, 1]],
    ]);
    const chosen = await chart({ listingId: mine, modelId: 'b' });
    expect(chosen.total.requests).toBe(1);
    expect(chosen.choices).toMatchObject({ models: ['a', 'b'] });
    expect(chosen.choices.listings).toHaveLength(2);
    const ofOther = await chart({ listingId: other });
    expect(ofOther.choices.models).toEqual(['b']);
    const ofNone = await chart({ listingId: other, modelId: 'a' });
    expect(ofNone.total.requests).toBe(0);
    expect(ofNone.choices.listings.map(({ id }) => id).sort()).toEqual([mine, other].sort());
    expect(ofNone.choices.models).toEqual(['a', 'b']);
  });

  it('are another’s business for nobody else', async () => {
    await ended(1, mine, 'a');
    const stranger = { accountId: await world.person() };
    const range = { fromMs: nowMs - HOUR_MS, toMs: nowMs, bucket: 'hour', groupBy: 'none' } as const;
    expect(unwrap(await earnChart(world, stranger, range)).total.requests).toBe(0);
    expect(unwrap(await earnChart(world, stranger, { ...range, listingId: mine })).total.requests).toBe(0);
  });

  it.each([
    ['too long', { fromMs: nowMs - 73 * HOUR_MS }],
    ['backwards', { fromMs: nowMs + 2 * HOUR_MS }],
    ['no number', { fromMs: Number.NaN }],
  ])('refuse a period that is %s', async (_, parts) => {
    const input = { toMs: nowMs, bucket: 'hour', groupBy: 'none', ...parts } as const;
    const result = await earnChart(world, { accountId: provider }, input);
    expect(result.ok ? 'ok' : result.fault.code).toBe('invalid_input');
  });

  it('are downloaded whole', async () => {
    await Promise.all([ended(50, mine, 'a'), ended(2, mine, 'a'), ended(1, other, 'b')]);
    const range = { fromMs: nowMs - 60 * HOUR_MS, toMs: nowMs, bucket: 'hour' } as const;
    const pages = unwrap(await earnExport(world, { accountId: provider }, range));
    const lines: EarnRecord[] = [];
    for await (const page of pages) lines.push(...page);
    expect(lines.map(({ listingId, requests }) => [listingId, requests])).toEqual([
      [mine, 1],
      [mine, 1],
      [other, 1],
    ]);
    expect(lines[0]?.title).toBe('Mine');
  });
});

it('demand is what all listings were paid for', async () => {
  await Promise.all([ended(2, mine, 'a'), ended(3, mine, 'a'), ended(1, other, 'a', 5_000), ended(1, mine, 'b')]);
  await sumUpHours(world);
  const cells = await demandOf(world.db.pool, 'a', nowMs - 24 * HOUR_MS);
  expect(cells.map(({ requests, costMicroUsd }) => [requests, costMicroUsd]).sort()).toEqual([
    [1, 5_000n],
    [2, 2_000n],
  ]);
});
