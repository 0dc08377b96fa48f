import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { createLedgerWorld } from '../ledger/testing/index.ts';
import { busyHours } from './busy-hours.ts';

const world = await createLedgerWorld();
afterAll(() => world.close());

const NOW_MS = Date.UTC(2026, 10, 29, 12);
const HOUR_MS = 3_600_000;

/** @param hours when, before now; how many paid requests. */
async function listingWith(hours: readonly (readonly [number, number])[]): Promise<string> {
  const provider = await world.person();
  const listingId = await world.listing(provider);
  for (const [hoursAgo, requests] of hours) {
    await world.db.pool.query(
      `INSERT INTO earn_hour (provider_id, hour, listing_id, model_id, tier, policy, service_class, requests, input_tokens,
         cached_tokens, output_tokens, earned_nano, earned_micro_usd, cost_micro_usd)
       VALUES ($1, $2, $3, 'm', 'community', 'cheapest', 'interactive', $4, 1, 0, 1, 1, 1, 1)`,
      [provider, new Date(NOW_MS - hoursAgo * HOUR_MS), listingId, requests],
    );
  }
  return listingId;
}

const of = async (listingId: string) => unwrap(await busyHours(world, { listingId })).percents;

it('says which part of the requests fell into each hour of the day', async () => {
  world.clock.set(NOW_MS);
  const percents = await of(
    await listingWith([
      [2, 150],
      [26, 50],
      [1, 100],
      [24 * 15, 900],
    ]),
  );
  expect(percents).toHaveLength(24);
  expect(percents?.flatMap((percent, hour) => (percent === 0 ? [] : [[hour, percent]]))).toEqual([
    [10, 67],
    [11, 33],
  ]);
});

it('says nothing of few, which may be one buyer’s', async () => {
  world.clock.set(NOW_MS);
  expect(await of(await listingWith([[2, 199]]))).toBeNull();
  expect(await of(await listingWith([]))).toBeNull();
});
