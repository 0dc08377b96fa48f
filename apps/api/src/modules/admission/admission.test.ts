import { describe, expect, it } from 'vitest';
import { SimMarket, toAccount } from './testing/sim-market.ts';
import { settled } from './testing/sim-timing.ts';

describe('a free slot', () => {
  it('is given at once, at the first node that has one', async () => {
    const market = new SimMarket({}, { a: 1, b: 2 });
    const asks = [await market.ask('ann'), await market.ask('ann'), await market.ask('bob')];
    expect(asks.map(({ place }) => place?.nodeId)).toEqual(['a', 'b', 'b']);
    expect(asks.map(({ place }) => place?.queuedMs)).toEqual([0, 0, 0]);
  });

  it('is promised once, also before the node counts it', async () => {
    const market = new SimMarket();
    const first = await market.ask('ann');
    const second = await market.ask('ann');
    expect([first.outcome, second.outcome]).toEqual(['served', 'waiting']);
    market.begin(first);
    market.setNode('a', {});
    await settled();
    expect(second.outcome).toBe('waiting');
    await market.finish(first);
    expect(second.outcome).toBe('served');
  });

  it('comes back when its request leaves before the node was called', async () => {
    const market = new SimMarket();
    const first = await market.ask('ann');
    const second = await market.ask('bob');
    await market.giveUp(first);
    expect(second.outcome).toBe('served');
  });

  it('of a draining node is given to nobody', async () => {
    const market = new SimMarket({}, { a: 4, b: 1 });
    market.setNode('a', { isDraining: true });
    const asks = [await market.ask('ann'), await market.ask('ann')];
    expect(asks.map(({ outcome }) => outcome)).toEqual(['served', 'waiting']);
    market.setNode('a', { isDraining: false });
    await settled();
    expect(asks[1]?.place?.nodeId).toBe('a');
  });
});

describe('the queue', () => {
  it('says its position and when it moves', async () => {
    const market = new SimMarket();
    const served = await market.ask('ann');
    const first = await market.ask('ann');
    const second = await market.ask('ann');
    expect(first.queued).toEqual([{ position: 1, etaMs: null }]);
    expect(second.queued).toEqual([{ position: 2, etaMs: null }]);
    market.begin(served);
    await market.timing.pass(3_000);
    await market.finish(served);
    await market.timing.pass(500);
    expect(second.queued.at(-1)).toEqual({ position: 1, etaMs: 3_000 });
    expect(first.place?.queuedMs).toBe(3_000);
  });

  it('refuses at once who would wait too long, and says when to come again', async () => {
    const market = new SimMarket();
    const warm = await market.ask('ann');
    market.begin(warm);
    await market.timing.pass(3_000);
    await market.finish(warm);
    market.begin(await market.ask('ann'));
    const waiting = [await market.ask('ann'), await market.ask('ann')];
    const shed = await market.ask('ann');
    expect(waiting.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting']);
    expect(shed).toMatchObject({ outcome: 'queue_full', endedAtMs: shed.askedAtMs });
    // Third in line for a machine that takes 3 s for each: in 3 s its wait would be short enough.
    expect(shed.fault?.facts).toEqual({ model: 'm', position: 3, retryAfterSeconds: 3 });
  });

  it('ends a wait at the deadline', async () => {
    const market = new SimMarket();
    market.begin(await market.ask('ann'));
    const late = await market.ask('bob');
    await market.timing.pass(9_999);
    expect(late.outcome).toBe('waiting');
    await market.timing.pass(1);
    expect(late).toMatchObject({ outcome: 'queue_timeout', endedAtMs: 10_000 });
    expect(market.admission.waiting).toBe(0);
  });

  it('is left at once by who leaves', async () => {
    const market = new SimMarket();
    const inWork = await market.ask('ann');
    market.begin(inWork);
    const gone = await market.ask('bob');
    const next = await market.ask('cid');
    gone.leave();
    await settled();
    expect(gone.outcome).toBe('buyer_left');
    await market.finish(inWork);
    expect(next.outcome).toBe('served');
  });

  it('lets those go whose nodes have all gone', async () => {
    const market = new SimMarket({}, { a: 1, b: 1 });
    for (const nodeId of ['a', 'b']) market.begin(await market.ask('ann', { nodeIds: [nodeId] }));
    const forBoth = await market.ask('bob');
    const forOne = await market.ask('bob', { nodeIds: ['a'] });
    market.setNode('a', { isLinked: false });
    await settled();
    expect([forBoth.outcome, forOne.outcome]).toEqual(['waiting', 'node_lost']);
    expect((await market.ask('bob', { nodeIds: ['a'] })).outcome).toBe('node_lost');
  });

  it('is bounded, and the buyer with most in it gives way', async () => {
    const market = new SimMarket({ waitingPerSlot: 3 });
    market.begin(await market.ask('ann'));
    const many = [await market.ask('ann'), await market.ask('ann'), await market.ask('ann')];
    expect((await market.ask('ann')).outcome).toBe('queue_full');
    const one = await market.ask('bob');
    expect(one.outcome).toBe('waiting');
    expect(many.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'queue_full']);
    expect(market.admission.waiting).toBe(3);
  });
});

describe('limits of one buyer and one key', () => {
  it('count what is in work or waits', async () => {
    const market = new SimMarket({ buyerInFlight: 3, keyInFlight: 2 }, { a: 2 });
    const [first] = [await market.ask('ann', { apiKeyId: 'k1' }), await market.ask('ann', { apiKeyId: 'k1' })];
    expect((await market.ask('ann', { apiKeyId: 'k1' })).outcome).toBe('too_many_in_flight');
    const waiting = await market.ask('ann', { apiKeyId: 'k2' });
    expect(waiting.outcome).toBe('waiting');
    expect((await market.ask('ann', { apiKeyId: 'k3' })).outcome).toBe('too_many_in_flight');
    expect((await market.ask('bob', { apiKeyId: 'k9' })).outcome).toBe('waiting');
    await market.giveUp(first);
    expect(waiting.outcome).toBe('served');
    expect((await market.ask('ann', { apiKeyId: 'k1' })).outcome).toBe('waiting');
  });

  it('count requests of a minute, for the key and for all keys together', async () => {
    const market = new SimMarket({ buyerPerMinute: 3, keyPerMinute: 2 }, { a: 9 });
    const ask = async (apiKeyId: string, buyer = 'ann') => (await market.ask(buyer, { apiKeyId })).outcome;
    const left = (apiKeyId: string) => market.admission.limitsOf({ accountId: toAccount('ann'), apiKeyId });
    expect([await ask('k1'), await ask('k1'), await ask('k1')]).toEqual(['served', 'served', 'rate_limited']);
    expect(await left('k1')).toMatchObject({ limit: 2, remaining: 0 });
    expect((await left('k1')).resetMs).toBeGreaterThan(50_000);
    expect(await left('k2')).toMatchObject({ limit: 3, remaining: 1 });
    expect([await ask('k2'), await ask('k2')]).toEqual(['served', 'rate_limited']);
    expect(await ask('k9', 'bob')).toBe('served');
  });
});

describe('batches', () => {
  it('take idle capacity alone, and never wait', async () => {
    const market = new SimMarket({}, { a: 4 });
    const outcomes = [];
    for (let at = 0; at < 4; at++) outcomes.push((await market.ask('ann', { serviceClass: 'batch' })).outcome);
    expect(outcomes).toEqual(['served', 'served', 'served', 'node_busy']);
    expect((await market.ask('bob')).outcome).toBe('served');
    expect(market.admission.waiting).toBe(0);
  });

  it('do not count as what their owner asks in person', async () => {
    const market = new SimMarket({ buyerInFlight: 1, buyerPerMinute: 1 }, { a: 4 });
    await market.ask('ann', { serviceClass: 'batch' });
    await market.ask('ann', { serviceClass: 'batch' });
    expect((await market.ask('ann')).outcome).toBe('served');
  });
});

describe('an answer that goes on elsewhere', () => {
  it('takes a free slot, which comes back with its request', async () => {
    const market = new SimMarket({}, { a: 1, b: 1 });
    const ask = await market.ask('ann', { nodeIds: ['a'] });
    expect(ask.place?.another(['a', 'b'])?.nodeId).toBe('b');
    expect(ask.place?.another(['a', 'b'])).toBeNull();
    ask.place?.leave();
    expect((await market.ask('bob', { nodeIds: ['b'] })).outcome).toBe('served');
  });

  it('waits ahead of those who have not begun', async () => {
    const market = new SimMarket({}, { a: 1, b: 1 });
    const broken = await market.ask('ann', { nodeIds: ['a'] });
    const other = await market.ask('bob', { nodeIds: ['b'] });
    market.begin(broken);
    market.begin(other);
    const waiting = await market.ask('cid', { nodeIds: ['b'] });
    const soon = broken.place?.anotherSoon(['b']);
    await settled();
    await market.finish(other);
    expect((await soon)?.nodeId).toBe('b');
    expect(waiting.outcome).toBe('waiting');
    broken.place?.leave();
    await settled();
    expect(waiting.outcome).toBe('served');
  });

  it('gives up when its buyer leaves or no node is left', async () => {
    const market = new SimMarket({}, { a: 1, b: 1 });
    const broken = await market.ask('ann', { nodeIds: ['a'] });
    await market.ask('bob', { nodeIds: ['b'] });
    expect(await broken.place?.anotherSoon(['nowhere'])).toBeNull();
    const soon = broken.place?.anotherSoon(['b']);
    broken.leave();
    expect(await soon).toBeNull();
  });
});

it('closed, refuses everybody who waits and everybody who comes, and keeps the places that were given', async () => {
  const market = new SimMarket();
  const inWork = await market.ask('ann');
  market.begin(inWork);
  const waiting = await market.ask('bob');
  market.admission.close();
  await settled();
  expect(waiting.outcome).toBe('shutting_down');
  expect((await market.ask('cid')).outcome).toBe('shutting_down');
  expect(inWork.place).not.toBeNull();
  expect(market.admission.waiting).toBe(0);
});

it('closed, lets an answer that has begun go on elsewhere', async () => {
  const market = new SimMarket({}, { a: 1, b: 1 });
  const broken = await market.ask('ann', { nodeIds: ['a'] });
  const other = await market.ask('bob', { nodeIds: ['b'] });
  market.begin(other);
  const soon = broken.place?.anotherSoon(['b']);
  market.admission.close();
  await market.finish(other);
  expect((await soon)?.nodeId).toBe('b');
});
