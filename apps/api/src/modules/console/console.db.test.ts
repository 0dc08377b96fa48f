import { unwrap } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { presence } from '../listings/testing/fake-nodes.ts';
import { offerInput, setupListings } from '../listings/testing/setup-listings.ts';
import { earningChecklist } from './checklist.ts';
import { estimate } from './estimate.ts';
import { priceAdvice } from './price-advice.ts';
import { watchPrices } from './watch-prices.ts';

const GPT = 'openai/gpt-oss-20b';
const GPT_NODE = { model: GPT, revision: '6cee5e81ee83917806bbde320786a8fb61efebee' };
const DAY_MS = 86_400_000;

const { db, close } = await openTestDatabase();
afterAll(close);
beforeAll(() => seedCatalog({ db }));
beforeEach(async () => {
  await db.pool.query('TRUNCATE earn_hour, far_price, roll_up_mark, outbox_event');
  await db.prisma.listing.updateMany({ data: { state: 'withdrawn' } });
});

async function setup() {
  const world = await setupListings(db);
  const deps = { ...world.deps, feeBasisPoints: () => 500 };
  /** A live listing of somebody's at this price, in dollars for input and three times that for output. */
  const sell = async (dollars: number, owner = world.provider) => {
    const { listingId } = await world.list({ offers: [offerInput(GPT, dollars)] }, owner);
    await world.goLive(listingId);
    world.deps.offerMemory.clear();
    return listingId;
  };
  const market = async (...dollars: number[]) => {
    for (const price of dollars) await sell(price, await makeAccount(db, { roles: ['buyer', 'provider'] }));
  };
  /** Requests of the day before, each of a million tokens in and a million out. */
  const asked = (listingId: string, requests: number, costMicroUsd: number, tier = 'community') =>
    db.pool.query(
      `INSERT INTO earn_hour VALUES (gen_random_uuid(), $1, $2, $3, $4, 'cheapest', 'interactive', $5, $6, 0, $6, 0, 0, $7)`,
      [
        ...[new Date(world.clock.nowMs() - DAY_MS), listingId, GPT, tier],
        ...[requests, requests * 1_000_000, requests * costMicroUsd],
      ],
    );
  const adviceFor = async (listingId?: string) =>
    unwrap(await priceAdvice(deps, world.provider, { modelId: GPT, listingId }));
  return { ...world, deps, sell, market, asked, adviceFor };
}

describe('advice on a price', () => {
  it('says what others ask, where mine stands, and what prices would have earned', async () => {
    const { sell, market, asked, adviceFor } = await setup();
    const mine = await sell(1);
    await market(0.1, 0.2, 0.3);
    await asked(mine, 30, 400_000);
    const advice = await adviceFor(mine);
    expect(advice.market).toMatchObject({ tier: 'community', offers: 3, input: { median: 200_000n } });
    expect(advice.mine).toMatchObject({ side: 'above', percentOfMedian: 500 });
    expect(advice.demand.requests).toBe(30);
    const requestsAt = (percent: number) => advice.curve?.find((point) => point.percent === percent)?.requests;
    expect([requestsAt(25), requestsAt(100)]).toEqual([0, 0]);
  });

  it('has no curve of too little, and no market where nobody sells', async () => {
    const { adviceFor, asked, sell } = await setup();
    await asked(await sell(1), 19, 400_000);
    expect(await adviceFor()).toMatchObject({ market: null, mine: null, curve: null, demand: { requests: 19 } });
  });
});

describe('the checklist', () => {
  it('ends with what costs earnings', async () => {
    const { deps, provider, sell, market, asked, link } = await setup();
    const mine = await sell(1);
    await market(0.1, 0.2, 0.3);
    link(mine, presence([GPT_NODE], { slots: 2, busy: 2 }));
    await asked(mine, 15, 1, 'verified');
    await asked(mine, 10, 1, 'community');
    const { status, checks } = unwrap(await earningChecklist(deps, provider, { listingId: mine }));
    expect(status.code).toBe('earning');
    expect(checks.slice(-4)).toMatchObject([
      { step: 'slots', code: 'slots_full', evidence: { busy: 2, slots: 2 } },
      { step: 'price', code: 'price_above', evidence: { percent: 500 } },
      { step: 'tier', code: 'tier_in_demand', evidence: { percent: 60 } },
      { step: 'wallet', code: 'wallet_missing' },
    ]);
    expect(checks.slice(0, -4).every(({ state }) => state === 'done')).toBe(true);
  });
});

describe('an estimate', () => {
  it('is made of what was paid, asked and measured', async () => {
    const { deps, sell, asked, link } = await setup();
    const listingId = await sell(0.1);
    link(listingId, presence([GPT_NODE], { tokensPerSecond: 100, slots: 4 }));
    await asked(listingId, 70, 1_000_000);
    const input = { hardwareId: 'rtx-4090', modelId: GPT, hoursPerDay: 24 };
    const view = unwrap(await estimate(deps, input));
    expect(view).toMatchObject({
      speed: { tokensPerSecond: 100, from: 'measured', machines: 1 },
      slots: 4,
      sellers: 1,
      demand: { requests: 70 },
      estimate: { lowMicroUsd: 4_750_000n, highMicroUsd: 9_500_000n, lowUsePercent: 14 },
    });
    const elsewhere = unwrap(await estimate(deps, { ...input, hardwareId: 'h100' }));
    expect(elsewhere).toMatchObject({ estimate: null, unknown: 'no_speed', speed: null });
    const given = unwrap(await estimate(deps, { ...input, hardwareId: 'h100', tokensPerSecond: 200 }));
    expect(given).toMatchObject({ unknown: null, speed: { from: 'given' } });
  });
});

describe('a price that is far from the market’s', () => {
  const events = async () =>
    (await db.pool.query(`SELECT facts FROM outbox_event WHERE kind = 'price_far_from_market' ORDER BY id`)).rows;

  it('is told once until it is back, one look a day, whichever broker takes it', async () => {
    const { deps, sell, market, clock } = await setup();
    const mine = await sell(1);
    await market(0.2, 0.2, 0.3);
    const told = await Promise.all([watchPrices(deps), watchPrices(deps)]);
    expect(told.sort()).toEqual([0, 1]);
    expect(await events()).toMatchObject([{ facts: { listingId: mine, percentOfMedian: 500 } }]);
    clock.pass(DAY_MS);
    expect(await watchPrices(deps)).toBe(0);
    await db.prisma.offer.updateMany({
      where: { listingId: mine },
      data: { inputMicroUsdPerMTok: 200_000n, outputMicroUsdPerMTok: 600_000n },
    });
    deps.offerMemory.clear();
    clock.pass(DAY_MS);
    expect(await watchPrices(deps)).toBe(0);
    expect(await db.prisma.farPrice.count()).toBe(0);
  });
});
