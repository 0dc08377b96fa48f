import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SimAsk, SimMarket } from './testing/sim-market.ts';
import { settled } from './testing/sim-timing.ts';

const PATIENCE_MS = 1_000;
const NODES = ['a', 'b', 'c'];

type Step = (market: SimMarket) => Promise<unknown>;

/** One of those asks for which this can be done, if there is any. */
const oneOf = (asks: SimAsk[], at: number): SimAsk | undefined => asks[at % asks.length];
const inWork = new WeakSet<SimAsk>();
const holders = ({ asks }: SimMarket, hasBegun: boolean) =>
  asks.filter((ask) => ask.place !== null && inWork.has(ask) === hasBegun);

const index = fc.nat(50);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        buyer: fc.constantFrom('ann', 'bob', 'cid'),
        apiKeyId: fc.constantFrom('1', '2', null),
        nodeIds: fc.subarray(NODES, { minLength: 1 }),
        serviceClass: fc.constantFrom('interactive' as const, 'interactive' as const, 'batch' as const),
      })
      .map(({ buyer, apiKeyId, ...more }): Step => {
        return (market) => market.ask(buyer, { ...more, apiKeyId: apiKeyId && `${buyer}${apiKeyId}` });
      }),
  },
  {
    weight: 3,
    arbitrary: index.map(
      (at): Step =>
        async (market) => {
          const ask = oneOf(holders(market, false), at);
          if (!ask) return;
          inWork.add(ask);
          market.begin(ask);
        },
    ),
  },
  {
    weight: 3,
    arbitrary: index.map(
      (at): Step =>
        async (market) => {
          const ask = oneOf(holders(market, true), at);
          if (ask) await market.finish(ask);
        },
    ),
  },
  index.map(
    (at): Step =>
      async (market) => {
        const ask = oneOf(holders(market, false), at);
        if (ask) await market.giveUp(ask);
      },
  ),
  index.map(
    (at): Step =>
      async (market) => {
        oneOf(
          market.asks.filter(({ outcome }) => outcome === 'waiting'),
          at,
        )?.leave();
        await settled();
      },
  ),
  {
    weight: 2,
    arbitrary: fc.nat(PATIENCE_MS).map(
      (ms): Step =>
        (market) =>
          market.timing.pass(ms),
    ),
  },
  fc
    .record({
      nodeId: fc.constantFrom(...NODES),
      change: fc.record(
        { slots: fc.integer({ min: 1, max: 4 }), isDraining: fc.boolean(), isLinked: fc.boolean() },
        { requiredKeys: [] },
      ),
    })
    .map(
      ({ nodeId, change }): Step =>
        async (market) => {
          market.setNode(nodeId, change);
          await settled();
        },
    ),
);

const waiting = ({ asks }: SimMarket) => asks.filter(({ outcome }) => outcome === 'waiting');

it('whatever happens: no slot is given twice or lies idle while one waits for it, and nobody waits too long', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const market = new SimMarket({ patienceMs: PATIENCE_MS }, { a: 1, b: 2, c: 3 });
      for (const run of steps) {
        await run(market);
        const now = market.timing.nowMs();
        expect(market.overBooked).toEqual([]);
        expect(market.admission.waiting).toBe(waiting(market).length);
        for (const { askedAtMs } of waiting(market)) expect(now - askedAtMs).toBeLessThan(PATIENCE_MS);
        if (waiting(market).length > 0) await expectWorkConserved(market);
      }
      await expectNothingLeaked(market);
    }),
    { numRuns: 150 },
  );
});

/** Who asks for one node and must wait there, waits because it is full. */
async function expectWorkConserved(market: SimMarket): Promise<void> {
  for (const ask of waiting(market)) {
    for (const nodeId of ask.nodeIds) {
      const node = market.node(nodeId);
      if (node.isLinked && !node.isDraining) expect(node.busy + node.promised).toBeGreaterThanOrEqual(node.slots);
    }
  }
}

/** When all have gone, every slot can be had again. */
async function expectNothingLeaked(market: SimMarket): Promise<void> {
  for (const ask of holders(market, true)) await market.finish(ask);
  for (const ask of waiting(market)) ask.leave();
  await settled();
  for (const ask of holders(market, true)) await market.finish(ask);
  for (const ask of holders(market, false)) await market.giveUp(ask);
  for (const nodeId of NODES) market.setNode(nodeId, { slots: 2, isDraining: false, isLinked: true });
  const asks = [];
  for (let at = 0; at < 6; at++) asks.push(await market.ask('dan'));
  expect(asks.map(({ outcome }) => outcome)).toEqual(Array(6).fill('served'));
  expect((await market.ask('dan')).outcome).toBe('waiting');
}

/** Ends answers one by one until all who wait are served. @returns them in the order of their service. */
async function serveAll(market: SimMarket): Promise<SimAsk[]> {
  const before = market.served.length;
  while (market.admission.waiting > 0) {
    const ask = holders(market, false)[0];
    if (!ask) throw new Error('somebody waits, and nobody is in work');
    await market.giveUp(ask);
  }
  return market.served.slice(before);
}

const crowd = fc.array(fc.record({ buyer: fc.constantFrom('ann', 'bob', 'cid', 'dan'), key: fc.nat(2) }), {
  minLength: 1,
  maxLength: 40,
});

it('whoever comes new is served within one round of the others, however many they have waiting', async () => {
  await fc.assert(
    fc.asyncProperty(crowd, fc.nat(20), async (others, servedBefore) => {
      const market = new SimMarket({ waitingPerSlot: 1_000 });
      await market.ask('zoe');
      for (const { buyer, key } of others) await market.ask(buyer, { apiKeyId: `${buyer}${key}` });
      for (let at = 0; at < servedBefore; at++) for (const ask of holders(market, false)) await market.giveUp(ask);
      if (market.admission.waiting === 0) return;
      const buyersWaiting = new Set(waiting(market).map(({ buyer }) => buyer)).size;
      const newcomer = await market.ask('eve');
      const order = await serveAll(market);
      expect(order.indexOf(newcomer)).toBeLessThanOrEqual(buyersWaiting);
    }),
    { numRuns: 100 },
  );
});

it('a new key of a busy buyer is served within one round of its other keys', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }), async (keys) => {
      const market = new SimMarket({ waitingPerSlot: 1_000 });
      await market.ask('zoe');
      for (const key of keys) await market.ask('ann', { apiKeyId: `key${key}` });
      const newcomer = await market.ask('ann', { apiKeyId: 'new' });
      const order = await serveAll(market);
      expect(order.indexOf(newcomer)).toBeLessThanOrEqual(new Set(keys).size);
    }),
    { numRuns: 50 },
  );
});

it('the position that is told is the place in which one is served, if nobody else comes', async () => {
  await fc.assert(
    fc.asyncProperty(crowd, fc.nat(20), crowd, async (others, servedBefore, [last]) => {
      const market = new SimMarket({ waitingPerSlot: 1_000 });
      await market.ask('zoe');
      for (const { buyer, key } of others) await market.ask(buyer, { apiKeyId: `${buyer}${key}` });
      for (let at = 0; at < servedBefore; at++) for (const ask of holders(market, false)) await market.giveUp(ask);
      const buyer = last?.buyer ?? 'ann';
      const ask = await market.ask(buyer, { apiKeyId: `${buyer}${last?.key ?? 0}` });
      if (ask.outcome !== 'waiting') return;
      const order = await serveAll(market);
      expect(ask.queued[0]?.position).toBe(order.indexOf(ask) + 1);
    }),
    { numRuns: 100 },
  );
});

it('the queue is never longer than its bound', async () => {
  await fc.assert(
    fc.asyncProperty(crowd, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), async (all, slots, per) => {
      const market = new SimMarket({ waitingPerSlot: per }, { a: slots, b: 1 });
      for (const { buyer, key } of all) {
        await market.ask(buyer, { apiKeyId: `${buyer}${key}` });
        expect(market.admission.waiting).toBeLessThanOrEqual(per * (slots + 1));
      }
      // It is used up to the bound, and nobody was refused before.
      expect(market.admission.waiting).toBe(Math.min(Math.max(0, all.length - slots - 1), per * (slots + 1)));
    }),
    { numRuns: 100 },
  );
});

it('one request comes through beside a thousand of another buyer', async () => {
  const market = new SimMarket({ waitingPerSlot: 1_000 });
  for (let at = 0; at <= 1_000; at++) await market.ask('ann');
  expect(market.admission.waiting).toBe(1_000);
  const one = await market.ask('bob');
  await market.giveUp(market.asks[0] ?? one);
  await market.giveUp(market.asks[1] ?? one);
  expect(one.outcome).toBe('served');
});
