import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { startTcpRelay } from '../testing/tcp-relay.ts';
import { ADDRESS_SECRET, type TestMarket } from '../testing/test-market.ts';
import { runTestMachine, type TestMachine } from '../testing/test-node.ts';
import { hashAddress } from './address-secret.ts';
import { noteAddress } from './addresses.repo.ts';

const HOME = '203.0.113.7';
const AWAY = '198.51.100.9';
const DAY_MS = 86_400_000;
let world: NodeWorld;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

const hashOf = (address: string) => hashAddress(ADDRESS_SECRET, address);

/** What is kept of a machine's addresses, oldest first, once there are so many of them. */
const kept = (nodeId: string, isThere: (rows: { hash: string; lastAt: Date }[]) => boolean) =>
  eventually('the address is kept', async () => {
    const rows = await world.db.prisma.nodeAddress.findMany({ where: { nodeId }, orderBy: { firstAt: 'asc' } });
    return isThere(rows) && rows;
  });

/** A machine links from there, and goes. */
async function linkFrom(address: string, market: TestMarket, machine: TestMachine) {
  const proxy = await startTcpRelay(market.port, { forwardedFor: address });
  const membership = { ...machine.membership, brokerUrl: proxy.url };
  const node = await runTestMachine({ ...machine, membership });
  await eventually('it is linked', () => market.nodes.presence(membership.nodeId));
  return async () => {
    await node.stop();
    await eventually('it has gone', () => market.nodes.presence(membership.nodeId) === null);
    await proxy.close();
  };
}

it('a machine that links leaves the salted hash of where it comes from, once for each place, and nothing else', async () => {
  let nowMs = Date.now();
  const market = await world.market({ nowMs: () => nowMs });
  const machine = await world.machine(market);
  const { nodeId } = machine.membership;
  await eventually('it is linked', () => market.nodes.presence(nodeId));
  await machine.node.stop();

  const firstAt = new Date(nowMs);
  const leave = await linkFrom(HOME, market, machine);
  const first = await kept(nodeId, (rows) => rows.length > 0);
  // Of the link before, over the machine's own loop, nothing was kept: that is nobody's address.
  expect(first).toEqual([{ nodeId, hash: hashOf(HOME), firstAt, lastAt: firstAt }]);
  expect(first[0]?.hash).not.toBe(hashAddress('00'.repeat(32), HOME));
  await leave();

  nowMs += 60_000;
  const later = new Date(nowMs);
  await (await linkFrom(HOME, market, machine))();
  expect(await kept(nodeId, ([row]) => row?.lastAt.getTime() === nowMs)).toEqual([
    { nodeId, hash: hashOf(HOME), firstAt, lastAt: later },
  ]);

  nowMs += 60_000;
  await (await linkFrom(AWAY, market, machine))();
  const both = await kept(nodeId, (rows) => rows.length === 2);
  expect(both.map(({ hash }) => hash)).toEqual([hashOf(HOME), hashOf(AWAY)]);
});

it('a place that it has not come from for a season is forgotten', async () => {
  const market = await world.market();
  const machine = await world.machine(market);
  const { nodeId } = machine.membership;
  const startMs = Date.now();
  const note = (address: string, days: number) =>
    noteAddress(world.db.pool, nodeId, hashOf(address), startMs + days * DAY_MS);
  await note(HOME, 0);
  await note(AWAY, 80);
  expect(await kept(nodeId, () => true)).toHaveLength(2);
  await note(AWAY, 91);
  expect((await kept(nodeId, () => true)).map(({ hash }) => hash)).toEqual([hashOf(AWAY)]);
});
