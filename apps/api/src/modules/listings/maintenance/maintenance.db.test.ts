import { unwrap, uuidv7 } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import { seedCatalog } from '../../catalog/index.ts';
import { marketListing } from '../market-listing.ts';
import { offersForModel } from '../offers-for-model.ts';
import { codeOf, setupListings } from '../testing/setup-listings.ts';
import { endWindow, listWindows, planWindow } from './plan-maintenance.ts';
import { keepMaintenance } from './tell-maintenance.ts';

const MODEL = 'openai/gpt-oss-20b';
const HOUR_MS = 3_600_000;

const database = await openTestDatabase();
const { db } = database;
beforeAll(() => seedCatalog({ db }));
afterAll(database.close);

async function setup() {
  const world = await setupListings(db);
  const { listingId } = await world.list();
  await world.goLive(listingId);
  const nodeId = uuidv7(world.clock.nowMs());
  await db.pool.query(
    `INSERT INTO node (id, listing_id, identity_key, program, hardware) VALUES ($1, $2, $3, 'test', '{}')`,
    [nodeId, listingId, nodeId],
  );
  const plan = (inMs: number, lengthMs: number, node?: string) => {
    const fromMs = world.clock.nowMs() + inMs;
    return planWindow(world.deps, world.provider, { listingId, fromMs, toMs: fromMs + lengthMs, nodeId: node });
  };
  const isSold = async () => {
    world.deps.offerMemory.clear();
    return (await offersForModel(world.deps, MODEL)).some((offer) => offer.listingId === listingId);
  };
  const resting: string[][] = [];
  const nodes = { rest: (ids: readonly string[]) => void resting.push(ids.filter((id) => id === nodeId)) };
  const look = async () => {
    await keepMaintenance({ ...world.deps, nodes });
    return resting.at(-1) ?? [];
  };
  return { ...world, listingId, nodeId, plan, isSold, look };
}

describe('maintenance of a listing', () => {
  it('takes it off the market from five minutes before, and brings it back by itself', async () => {
    const { plan, isSold, clock, deps, listingId } = await setup();
    expect(unwrap(await plan(HOUR_MS, HOUR_MS))).toMatchObject([{ phase: 'planned', nodeId: null }]);
    expect(await isSold()).toBe(true);
    clock.pass(HOUR_MS - 5 * 60_000);
    expect(await isSold()).toBe(false);
    const shown = async () => unwrap(await marketListing(deps, { listingId })).maintenance;
    const fromMs = clock.nowMs() + 5 * 60_000;
    expect(await shown()).toEqual({ fromMs, toMs: fromMs + HOUR_MS, isOn: false });
    clock.pass(5 * 60_000);
    expect(await shown()).toEqual({ fromMs, toMs: fromMs + HOUR_MS, isOn: true });
    clock.pass(HOUR_MS - 1);
    expect(await isSold()).toBe(false);
    clock.pass(1);
    expect(await isSold()).toBe(true);
    expect(await shown()).toBeNull();
  });

  it('ends when its owner says so, once', async () => {
    const { plan, isSold, clock, deps, provider, listingId } = await setup();
    const [window] = unwrap(await plan(0, HOUR_MS));
    const windowId = window?.windowId ?? '';
    clock.pass(60_000);
    expect(unwrap(await endWindow(deps, provider, { listingId, windowId }))).toEqual([]);
    expect(await isSold()).toBe(true);
    expect(codeOf(await endWindow(deps, provider, { listingId, windowId }))).toBe('window_over');
  });

  it('refuses what overlaps, also of two who plan at once', async () => {
    const { plan, nodeId } = await setup();
    const codes = (await Promise.all([plan(HOUR_MS, HOUR_MS), plan(HOUR_MS, 2 * HOUR_MS)])).map(codeOf);
    expect(codes.sort()).toEqual(['ok', 'window_overlap']);
    expect(codeOf(await plan(HOUR_MS, HOUR_MS, nodeId))).toBe('window_overlap');
    expect(codeOf(await plan(2 * HOUR_MS, HOUR_MS, nodeId))).toBe('ok');
  });

  it('that is planned already stays as it is, also of two presses at once', async () => {
    const { plan, nodeId, listingId } = await setup();
    const planned = await Promise.all([plan(HOUR_MS, HOUR_MS, nodeId), plan(HOUR_MS, HOUR_MS, nodeId)]);
    const [first, second] = planned.map((result) => unwrap(result));
    expect(second).toEqual(first);
    expect(unwrap(await plan(HOUR_MS, HOUR_MS, nodeId))).toEqual(first);
    expect(first).toHaveLength(1);
    const { rows } = await db.pool.query('SELECT 1 FROM outbox_event WHERE subject = $1', [`listing:${listingId}`]);
    expect(rows).toHaveLength(1);
  });

  it('is its owner’s alone', async () => {
    const { listingId, deps, plan } = await setup();
    const other = (await setupListings(db)).provider;
    const [window] = unwrap(await plan(HOUR_MS, HOUR_MS));
    const windowId = window?.windowId ?? '';
    const times = { fromMs: deps.clock.nowMs(), toMs: deps.clock.nowMs() + HOUR_MS };
    expect(codeOf(await planWindow(deps, other, { listingId, ...times }))).toBe('not_found');
    expect(codeOf(await listWindows(deps, other, { listingId }))).toBe('not_found');
    expect(codeOf(await endWindow(deps, other, { listingId, windowId }))).toBe('not_found');
    expect(codeOf(await plan(5 * HOUR_MS, HOUR_MS, uuidv7(0)))).toBe('not_found');
  });
});

it('is told once when it is planned, begins and ends, whichever broker sees it first', async () => {
  const { plan, clock, listingId, deps } = await setup();
  unwrap(await plan(HOUR_MS, HOUR_MS));
  const nodes = { rest: () => {} };
  const both = () => Promise.all([keepMaintenance({ ...deps, nodes }), keepMaintenance({ ...deps, nodes })]);
  await both();
  clock.pass(HOUR_MS);
  await both();
  await both();
  clock.pass(HOUR_MS);
  await both();
  const { rows } = await db.pool.query('SELECT kind FROM outbox_event WHERE subject = $1 ORDER BY id', [
    `listing:${listingId}`,
  ]);
  expect(rows.map(({ kind }) => kind)).toEqual(['maintenance_planned', 'maintenance_began', 'maintenance_ended']);
});

it('maintenance of one node lets it rest, and leaves the listing on the market', async () => {
  const { plan, isSold, look, nodeId, clock } = await setup();
  unwrap(await plan(HOUR_MS, HOUR_MS, nodeId));
  expect(await look()).toEqual([]);
  clock.pass(HOUR_MS - 5 * 60_000);
  expect(await look()).toEqual([nodeId]);
  expect(await isSold()).toBe(true);
  clock.pass(HOUR_MS + 5 * 60_000);
  expect(await look()).toEqual([]);
});
