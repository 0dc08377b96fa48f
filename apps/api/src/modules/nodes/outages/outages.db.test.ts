import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@spindle/shared';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import { seedCatalog } from '../../catalog/index.ts';
import { setupListings } from '../../listings/testing/setup-listings.ts';
import { watchOutages } from './watch-outages.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });
beforeEach(async () => {
  await db.pool.query('DELETE FROM outbox_event; UPDATE node SET retired_at = now()');
});

const MINUTE_MS = 60_000;
const PATIENCE_MS = 5 * MINUTE_MS;

async function setup() {
  const { clock, list, goLive, provider } = await setupListings(db);
  const { listingId } = await list();
  await goLive(listingId);
  const nodeId = uuidv7(clock.nowMs());
  const identityKey = randomBytes(32).toString('hex');
  const lastSeenAt = new Date(clock.nowMs());
  await db.prisma.node.create({
    data: { id: nodeId, listingId, identityKey, program: 'test', hardware: {}, lastSeenAt },
  });
  const open = () => watchOutages({ db, clock, patienceMs: () => PATIENCE_MS });
  const watch = open();
  const seen = () => db.prisma.node.update({ where: { id: nodeId }, data: { lastSeenAt: new Date(clock.nowMs()) } });
  const told = async () =>
    (await db.prisma.outboxEvent.findMany({ orderBy: { id: 'asc' } })).map(({ kind, facts }) => [kind, facts]);
  return { clock, listingId, nodeId, provider, open, watch, seen, told };
}

it('is told once, after the patience, by whichever broker, and its end once', async () => {
  const { clock, listingId, nodeId, watch, open, seen, told } = await setup();
  const sinceMs = clock.nowMs();
  clock.pass(PATIENCE_MS);
  await watch.look();
  expect(await told()).toEqual([]);
  const other = open();
  clock.pass(PATIENCE_MS + 1);
  await Promise.all([watch.look(), other.look(), watch.look()]);
  await watch.look();
  expect(await told()).toEqual([['node_offline', { listingId, nodeId, sinceMs, code: null }]]);
  await seen();
  await Promise.all([watch.look(), other.look()]);
  expect(await told()).toEqual([
    ['node_offline', expect.anything()],
    ['node_back', { listingId, nodeId, offlineMs: 2 * PATIENCE_MS + 1 }],
  ]);
});

it('a restart is no news', async () => {
  const { clock, watch, seen, told } = await setup();
  clock.pass(4 * MINUTE_MS);
  await watch.look();
  await seen();
  clock.pass(4 * MINUTE_MS);
  await watch.look();
  expect(await told()).toEqual([]);
});

it('waits after a start: while no broker ran, no machine could be seen', async () => {
  const { clock, open, told } = await setup();
  clock.pass(60 * MINUTE_MS);
  const fresh = open();
  await fresh.look();
  expect(await told()).toEqual([]);
  clock.pass(PATIENCE_MS);
  await fresh.look();
  expect(await told()).toHaveLength(1);
});

it('says nothing of machines in maintenance, nor of listings that are not live', async () => {
  const { clock, listingId, watch, told } = await setup();
  const [fromAt, toAt] = [0, 60 * MINUTE_MS].map((ms) => new Date(clock.nowMs() + ms));
  const id = uuidv7(clock.nowMs());
  const window = { id, listingId, fromAt: fromAt ?? new Date(), toAt: toAt ?? new Date(), createdAt: new Date() };
  await db.prisma.maintenanceWindow.create({ data: window });
  clock.pass(30 * MINUTE_MS);
  await watch.look();
  // And a while after it, for the machine to come back.
  clock.pass(33 * MINUTE_MS);
  await watch.look();
  expect(await told()).toEqual([]);
  await db.prisma.listing.update({ where: { id: listingId }, data: { state: 'paused' } });
  clock.pass(30 * MINUTE_MS);
  await watch.look();
  expect(await told()).toEqual([]);
  await db.prisma.listing.update({ where: { id: listingId }, data: { state: 'live' } });
  await watch.look();
  expect(await told()).toHaveLength(1);
});
