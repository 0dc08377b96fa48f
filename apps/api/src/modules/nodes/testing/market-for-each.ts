import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { makeNodeWorld, type NodeWorld } from './node-world.ts';
import type { TestMarket } from './test-market.ts';

/** One world for the tests of a file, and a market for each of them; what they start ends with them. */
export function marketForEach(onMarket: (own: { world: NodeWorld; market: TestMarket }) => void): void {
  const file: { world: NodeWorld | null } = { world: null };
  beforeAll(async () => {
    file.world = await makeNodeWorld();
  });
  beforeEach(async () => {
    const { world } = file;
    if (world) onMarket({ world, market: await world.market() });
  });
  afterEach(() => file.world?.clean());
  afterAll(() => file.world?.close());
}
