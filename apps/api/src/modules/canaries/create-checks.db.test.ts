import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../nodes/testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../nodes/testing/node-world.ts';
import { makeScriptedEngine } from '../nodes/testing/scripted-engine.ts';
import { readMeasurements } from './measuring/measurements.repo.ts';
import { SHARE } from './measuring/share.ts';
import { checksOf } from './testing/check-world.ts';

let world: NodeWorld;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterEach(() => world.clean());
afterAll(() => world.close());

const HOUR_MS = 3_600_000;
const rowsOf = (listingId: string) => readMeasurements(world.db.pool, listingId, 100);

async function linked(delayMs: number, slots = 4) {
  const market = await world.market();
  const engine = makeScriptedEngine(delayMs);
  const machine = await world.machine(market, { engine, slots });
  const { nodeId } = machine.membership;
  const presence = await eventually('it is linked', () => market.nodes.presence(nodeId));
  await eventually(
    'it is idle',
    () =>
      presence.loadedModels.size > 0 &&
      presence.firstTokenMs !== null &&
      presence.busy === 0 &&
      market.nodes.inFlight(nodeId) === 0,
  );
  return { market, engine, machine, nodeId, presence, listingId: machine.listing.listingId };
}

describe('measuring linked machines', () => {
  it('happens when they come and about once an hour, by questions like a buyer’s, and is kept', async () => {
    let laterMs = 0;
    const { market, engine, presence, listingId } = await linked(20);
    // Its own first probe may come in between: the next hour's measurement is whole then.
    const checks = await eventually('it is measured to its end', async () => {
      const tried = checksOf(world, market, { nowMs: () => Date.now() + laterMs });
      await tried.run();
      if ((await rowsOf(listingId))[0]?.ended === 'slots') return tried;
      laterMs += 1.2 * HOUR_MS;
      return null;
    });
    const rows = await rowsOf(listingId);
    const [first] = rows;
    expect(first).toMatchObject({ ended: 'slots', claimedSlots: 4, nodeId: presence.nodeId });
    expect(first?.levels.map(({ concurrency }) => concurrency)).toEqual([1, 2, 4]);
    expect(presence.answers).toBe(0);
    const asked = engine.asked.length;
    await checks.run();
    expect(engine.asked).toHaveLength(asked);
    laterMs += 1.2 * HOUR_MS;
    await checks.run();
    expect(await rowsOf(listingId)).toHaveLength(rows.length + 1);
  });

  it('asks nothing while any buyer waits', async () => {
    const { market, engine } = await linked(1);
    const before = engine.asked.length;
    await checksOf(world, market, { waiting: () => 1 }).run();
    expect(engine.asked).toHaveLength(before);
  });

  it('ends when a buyer comes meanwhile', async () => {
    const { market, listingId } = await linked(5);
    let looks = 0;
    // Nobody waits when it begins; somebody does a moment later.
    await checksOf(world, market, { waiting: () => (looks++ > 6 ? 1 : 0) }).run();
    expect((await rowsOf(listingId)).every(({ ended }) => ended === 'buyer')).toBe(true);
  });

  it('takes no more than a hundredth of what a machine was measured to deliver, hour after hour', async () => {
    let laterMs = 0;
    // So slow that a hundredth of an hour is two questions: what is left is not enough for a third.
    const { market, nodeId, listingId } = await linked(120, 2);
    const checks = checksOf(world, market, { nowMs: () => Date.now() + laterMs });
    for (let round = 0; round < 5; round++) {
      await checks.measure(nodeId);
      laterMs += 5 * 60_000;
    }
    const rows = await rowsOf(listingId);
    const capacity = Math.max(...rows.map(({ mostTokensPerSecond }) => mostTokensPerSecond ?? 0));
    const taken = rows.reduce((sum, { tokens }) => sum + tokens, 0);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(5);
    expect(rows.every(({ ended }) => ended === 'budget')).toBe(true);
    expect(taken).toBeLessThanOrEqual(capacity * 3_600 * SHARE);
  });
});
