import { beforeAll, describe, expect, it } from 'vitest';
import { type SimAsk, SimMarket } from './testing/sim-market.ts';

const PATIENCE_MS = 10_000;
const SERVICE_MS = 2_000;
const SLOTS = 16;
const SECONDS = 240;
/** Answers that the machines can give in a second. */
const CAPACITY = SLOTS / (SERVICE_MS / 1000);

/** mulberry32: the same numbers at each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Twice what four machines can do, for minutes: nine tenths from one buyer, the rest from twenty others. */
async function overload(): Promise<SimMarket> {
  const market = new SimMarket({ patienceMs: PATIENCE_MS }, { a: 4, b: 4, c: 4, d: 4 });
  const random = seeded(7);
  const exponential = (meanMs: number) => -Math.log(1 - random()) * meanMs;
  const nodes = [...market.nodes.keys()];

  const arrive = () => {
    if (market.timing.nowMs() > SECONDS * 1000) return;
    market.timing.after(exponential(1000 / (2 * CAPACITY)), arrive);
    const buyer = random() < 0.9 ? 'heavy' : `light${Math.floor(random() * 20)}`;
    // A quote names three of the machines.
    const skipped = Math.floor(random() * 4);
    void market.ask(buyer, { nodeIds: nodes.filter((_, at) => at !== skipped) });
  };
  const work = (ask: SimAsk) => {
    market.begin(ask);
    market.timing.after(exponential(SERVICE_MS), () => void market.finish(ask));
  };
  market.onServed = work;
  market.timing.after(0, arrive);
  await market.timing.pass((SECONDS + 60) * 1000);
  return market;
}

const waitsOf = (asks: readonly SimAsk[]) =>
  asks
    .filter(({ outcome }) => outcome === 'served')
    .map(({ askedAtMs, endedAtMs }) => (endedAtMs ?? Number.POSITIVE_INFINITY) - askedAtMs)
    .sort((a, b) => a - b);
const p95 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.95)] ?? 0;

describe('at twice the capacity, for minutes', () => {
  let market: SimMarket;
  let asks: SimAsk[];
  const within = (fromSeconds: number, toSeconds: number) =>
    asks.filter(({ askedAtMs }) => askedAtMs >= fromSeconds * 1000 && askedAtMs < toSeconds * 1000);
  beforeAll(async () => {
    market = await overload();
    asks = market.asks;
  });

  it('whoever is served waited no longer than the deadline, in the last minute as in the second', () => {
    expect(waitsOf(asks).at(-1)).toBeLessThanOrEqual(PATIENCE_MS);
    const early = p95(waitsOf(within(60, 120)));
    const late = p95(waitsOf(within(180, 240)));
    expect(late).toBeLessThan(early * 1.3);
    expect(market.overBooked).toEqual([]);
  });

  it('the machines are kept busy', () => {
    expect(market.served.length).toBeGreaterThan(0.93 * CAPACITY * SECONDS);
  });

  it('refusals are immediate: hardly anyone waits for nothing', () => {
    const refused = asks.filter(({ outcome }) => outcome !== 'served');
    const atOnce = refused.filter(
      ({ outcome, askedAtMs, endedAtMs }) => outcome === 'queue_full' && endedAtMs === askedAtMs,
    );
    expect(refused.length).toBeGreaterThan(0.4 * asks.length);
    expect(atOnce.length).toBeGreaterThan(0.95 * refused.length);
  });

  it('those who ask little do not feel the one who asks for everything', () => {
    const light = asks.filter(({ buyer }) => buyer !== 'heavy');
    expect(light.filter(({ outcome }) => outcome === 'served').length).toBeGreaterThan(0.99 * light.length);
    expect(p95(waitsOf(light))).toBeLessThan(2_000);
  });
});
