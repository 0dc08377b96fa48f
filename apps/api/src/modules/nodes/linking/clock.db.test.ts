import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import type { TestMarket } from '../testing/test-market.ts';
import type { TestMachine } from '../testing/test-node.ts';

/* The market's clock is moved, so that the machine's is off. */
const HOUR_MS = 3_600_000;

let world: NodeWorld;
let market: TestMarket;
let machine: TestMachine;
let laterMs = 0;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterEach(() => world.clean());
afterAll(() => world.close());

async function start(offMs: number): Promise<void> {
  laterMs = offMs;
  market = await world.market({ nowMs: () => Date.now() + laterMs, pace: { tickMs: 20, clockEveryMs: 50 } });
  machine = await world.machine(market);
}
const presence = () => market.nodes.presence(machine.membership.nodeId);
const condition = async () => (await market.nodes.nodesOf([machine.listing.listingId]))[0]?.condition;
const aboutAnHour = (seconds: unknown) => Number(seconds) > 3_590 && Number(seconds) < 3_610;

describe.each([
  ['behind', HOUR_MS],
  ['ahead', -HOUR_MS],
])('a clock that is an hour %s', (_, offMs) => {
  it('is noticed when its machine links: it is not let in, and its owner sees why', async () => {
    await start(offMs);
    const seen = await eventually('it was refused', async () => {
      const now = await condition();
      return now?.state === 'clock_off' ? now : null;
    });
    expect(seen.code).toBe('clock_skewed');
    expect(aboutAnHour(seen.evidence.seconds)).toBe(true);
    expect(presence()).toBeNull();
    await eventually('the machine says so itself', () =>
      machine.node.view().faults.some(({ code }) => code === 'clock_skewed'),
    );
  });

  it('is noticed while it is linked: nobody is sent there until it is right again', async () => {
    await start(0);
    await eventually('it is linked', presence);
    laterMs = offMs;
    await eventually('it gets no buyers', () => presence()?.isDraining === true);
    expect(presence()).toMatchObject({ refusing: 'clock_skewed' });
    const now = await condition();
    expect(now).toMatchObject({ state: 'clock_off', code: 'clock_skewed' });
    expect(aboutAnHour(now?.evidence.seconds)).toBe(true);
    laterMs = 0;
    await eventually('it does again', () => presence()?.isDraining === false);
    expect(await condition()).toMatchObject({ state: 'online' });
  });
});
