import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing/index.ts';
import { freeOfCharge } from './bill.ts';
import { createUsage } from './create-usage.ts';
import { dayOf } from './days.ts';
import { compareRollUps, rebuildRollUps } from './roll-ups.ts';
import { type Jobs, makeJobs } from './testing/index.ts';
import { usageChart } from './usage-chart.ts';

const log = { warn: () => {}, error: () => {} };
const DAY_MS = 24 * 60 * 60_000;

let world: LedgerWorld;
let buyer: AccountId;
let provider: AccountId;
let jobs: Jobs;
const todayMs = Date.UTC(2026, 10, 28, 12);

beforeAll(async () => {
  world = await createLedgerWorld();
});
beforeEach(async () => {
  world.clock.set(todayMs);
  [buyer, provider] = await Promise.all([world.buyer({ depositedNano: 10n ** 12n }), world.person()]);
  jobs = makeJobs(world, { buyer, provider });
});
afterAll(() => world.close());

const allDays = { fromDay: '2026-01-01', toDay: '2027-12-31' };
const chartOf = async (more: Partial<Parameters<typeof usageChart>[2]> = {}) =>
  unwrap(
    await usageChart(
      world,
      { accountId: buyer },
      { fromDay: dayOf(todayMs - DAY_MS), toDay: dayOf(todayMs), groupBy: 'none', ...more },
    ),
  );

describe('sums by day', () => {
  it('are those of the rows, also when two brokers write the same days at once', async () => {
    const listingId = await world.listing(provider);
    const keys = [null, await world.apiKey(buyer, null), await world.apiKey(buyer, null)];
    const opened = await Promise.all(
      Array.from({ length: 60 }, (_, at) => jobs.open({ apiKeyId: keys[at % 3] ?? null })),
    );
    const records = await Promise.all(
      opened.map((job, at) =>
        jobs.recordFor(job, {
          modelId: `model-${at % 4}`,
          ...(at % 5 === 0 && { bill: freeOfCharge({ kind: 'cut', delivered: 3, by: 'node' }), firstTokenMs: null }),
          ...(at % 2 === 0 && { worker: { providerId: provider, listingId, nodeId: job.nodeId } }),
        }),
      ),
    );
    const brokers = [createUsage({ ...world, log }), createUsage({ ...world, log })];
    const outcomes = await Promise.all(records.flatMap((record) => brokers.map((broker) => broker.record(record))));
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(60);
    expect(await compareRollUps(world, allDays)).toEqual([]);
    expect((await chartOf()).total).toMatchObject({ requests: 60, completed: 48, costNano: 48n * 9_667n });
  });

  it('are checked: what was changed behind their back is found, and made anew', async () => {
    await createUsage({ ...world, log }).record(await jobs.recordFor(await jobs.open()));
    await world.db.pool.query(`UPDATE usage_day SET cost_nano = cost_nano + 1 WHERE account_id = $1`, [buyer]);
    await world.db.pool.query('DELETE FROM earn_day WHERE provider_id = $1', [provider]);
    expect(await compareRollUps(world, allDays)).toMatchObject([
      { table: 'usage_day', key: { account_id: buyer }, rows: { cost_nano: 9_667 }, kept: { cost_nano: 9_668 } },
      { table: 'earn_day', key: { provider_id: provider }, rows: { earned_nano: 9_184, requests: 1 }, kept: null },
    ]);
    await rebuildRollUps(world, allDays);
    expect(await compareRollUps(world, allDays)).toEqual([]);
  });
});

describe('the chart', () => {
  it('has every day of the period, told apart by model or key', async () => {
    const apiKeyId = await world.apiKey(buyer, null);
    const usage = createUsage({ ...world, log });
    world.clock.set(todayMs - DAY_MS);
    await usage.record(await jobs.recordFor(await jobs.open({ apiKeyId }), { modelId: 'small' }));
    world.clock.set(todayMs);
    await usage.record(await jobs.recordFor(await jobs.open(), { modelId: 'large' }));
    await usage.record(await jobs.recordFor(await jobs.open(), { modelId: 'large' }));

    const byModel = await chartOf({ groupBy: 'model' });
    expect(byModel.days).toEqual(['2026-11-27', '2026-11-28']);
    expect(byModel.series.map(({ id, days }) => [id, days.map(({ requests }) => requests)])).toEqual([
      ['large', [0, 2]],
      ['small', [1, 0]],
    ]);
    expect(byModel.series[0]?.days[1]).toEqual({
      requests: 2,
      completed: 2,
      inputTokens: 200,
      outputTokens: 100,
      costNano: 19_334n,
      costMicroUsd: 58n,
      firstTokenMs: 250,
      // 50 tokens in 1,750 ms each.
      tokensPerSecond: expect.closeTo(28.57, 2),
    });
    const byKey = await chartOf({ groupBy: 'key' });
    expect(byKey.series.map(({ id, name }) => [id, name])).toEqual([
      ['app', null],
      [apiKeyId, 'key'],
    ]);
    const choices = {
      models: ['large', 'small'],
      keys: [
        { id: 'app', name: null },
        { id: apiKeyId, name: 'key' },
      ],
    };
    expect(byKey.choices).toEqual(choices);
    expect((await chartOf({ modelId: 'small' })).choices).toEqual(choices);
    expect((await chartOf({ key: 'app', modelId: 'large' })).total.requests).toBe(2);
    expect((await chartOf({ key: apiKeyId })).total.requests).toBe(1);
  });

  it.each([
    [{ fromDay: '2026-11-28', toDay: '2026-11-27' }, 'days'],
    [{ fromDay: '2026-02-30', toDay: '2026-11-27' }, 'days'],
    [{ fromDay: '2020-01-01', toDay: '2026-11-27' }, 'days'],
    [{ key: 'all' }, 'key'],
  ])('refuses %o', async (input, field) => {
    const refused = await usageChart(
      world,
      { accountId: buyer },
      { fromDay: '2026-11-01', toDay: '2026-11-30', groupBy: 'none', ...input },
    );
    expect(refused).toMatchObject({ ok: false, fault: { code: 'invalid_input', facts: { field } } });
  });
});
