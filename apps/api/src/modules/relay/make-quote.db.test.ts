import { openQuote } from '@spindle/sealed/node';
import { type Ability, type Quote, type QuoteRequest, unwrap, worstCostNano } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeMoreQuote, makeQuote, type QuoteDeps } from './index.ts';
import { createRelayWorld, MODEL, type RelayWorld } from './testing/index.ts';

let world: RelayWorld;
beforeAll(async () => {
  world = await createRelayWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.machines.all.length = 0;
  world.offers.length = 0;
});

const ME = '01900000-0000-7000-8000-000000000001';
const WANTED: QuoteRequest = { model: MODEL, maxInputTokens: 1_000, maxOutputTokens: 500 };
const ask = async (more: Partial<QuoteRequest> = {}, deps: Partial<QuoteDeps> = {}) => {
  const actor = { ...world.actor(await world.person()), accountId: world.actor(ME as never).accountId };
  return makeQuote({ ...world.quoteDeps, ...deps }, actor, { ...WANTED, ...more });
};
async function quoted(more: Partial<QuoteRequest> = {}, deps: Partial<QuoteDeps> = {}): Promise<Quote> {
  const reply = unwrap(await ask(more, deps));
  return unwrap(await openQuote(reply.quote, reply.brokerKey, world.clock.nowMs()));
}
const codeOf = async (work: ReturnType<typeof ask>) => {
  const result = await work;
  return result.ok ? 'ok' : result.fault.code;
};

/** A machine whose manifest names these abilities alone. */
async function machineThatCan(...abilities: Ability[]) {
  const machine = await world.addMachine();
  const models = machine.presence.manifest.models.map((it) => ({ ...it, abilities }));
  Object.assign(machine.presence, { manifest: { ...machine.presence.manifest, models } });
  return machine;
}

describe('a quote', () => {
  it('locks prices and rate for a minute, for one account, and holds the dearest case', async () => {
    const cheap = await world.addMachine({}, { usd: 1 });
    const dear = await world.addMachine({}, { usd: 4 });
    const quote = await quoted({ policy: 'cheapest' });
    const now = world.clock.nowMs();
    expect(quote).toMatchObject({
      accountId: ME,
      issuedAt: now,
      expiresAt: now + 60_000,
      policy: 'cheapest',
      env: 'dev',
    });
    expect(quote.candidates.map(({ terms }) => terms.nodeId)).toEqual([cheap.nodeId, dear.nodeId]);
    expect(quote.candidates[0]).toMatchObject({
      terms: {
        outputMicroUsdPerMTok: '1000000',
        rateMicroUsdPerCoin: '3000000',
        feeBasisPoints: 500,
        maxOutputTokens: 500,
      },
      manifest: cheap.presence.manifestText,
      identityKey: cheap.identity.publicKey,
    });
    const dearest = quote.candidates[1];
    expect(BigInt(quote.holdNano)).toBe(dearest && worstCostNano(dearest.terms));
    // 1,500 tokens at $4 per million, at $3 a coin.
    expect(quote.holdNano).toBe('2000000');
  });

  it('names at most three machines, and asks for no more input than a machine can take', async () => {
    for (let at = 1; at <= 5; at++) await world.addMachine({}, { usd: at });
    const quote = await quoted({ policy: 'cheapest', maxInputTokens: 20_000 });
    expect(quote.candidates).toHaveLength(3);
    expect(quote.candidates.map(({ terms }) => terms.maxInputTokens)).toEqual([4_096, 4_096, 4_096]);
  });

  it('is for one listing when the buyer names it', async () => {
    await world.addMachine({}, { usd: 1 });
    const wanted = await world.addMachine({}, { usd: 4 });
    const quote = await quoted({ listingId: wanted.listingId });
    expect(quote.candidates.map(({ terms }) => terms.listingId)).toEqual([wanted.listingId]);
  });
});

describe('a quote says how its machines were found', () => {
  it('who was looked at, and how many were left out for which reason', async () => {
    await world.addMachine({}, { usd: 1 });
    await world.addMachine({}, { usd: 4 });
    const away = await world.addMachine({}, { usd: 1 });
    away.isLinked = false;
    const dearAndAway = await world.addMachine({}, { usd: 4 });
    dearAndAway.isLinked = false;
    const { decision } = await quoted({ maxPriceMicroUsdPerMTok: '2000000' });
    expect(decision.considered).toBe(4);
    expect(decision.excluded).toEqual([
      { why: 'price_above_limit', count: 2 },
      { why: 'offline', count: 1 },
    ]);
  });

  it('a machine that is full is named behind the free ones, to be waited for', async () => {
    const full = await world.addMachine({}, { usd: 1 });
    full.presence.busy = 4;
    const free = await world.addMachine({}, { usd: 4 });
    const quote = await quoted({ policy: 'cheapest' });
    expect(quote.candidates.map(({ terms }) => terms.nodeId)).toEqual([free.nodeId, full.nodeId]);
  });
});

describe('wishes', () => {
  const nodesOf = (quote: Quote) => quote.candidates.map(({ terms }) => terms.nodeId);
  const offerOf = (listingId: string) => {
    const offer = world.offers.find((it) => it.listingId === listingId);
    if (!offer) throw new Error('no offer');
    return offer;
  };

  it('limits in coins are reckoned at the rate of the quote', async () => {
    // At $3 a coin, $1 is a third of a coin: 333,333,333.3 nano.
    const machine = await world.addMachine({}, { usd: 1 });
    expect(nodesOf(await quoted({ maxOutputNanoPerMTok: '333333334' }))).toEqual([machine.nodeId]);
    expect(await codeOf(ask({ maxOutputNanoPerMTok: '333333333' }))).toBe('no_candidates');
    expect(await codeOf(ask({ maxInputNanoPerMTok: '333333333', maxOutputMicroUsdPerMTok: '9000000' }))).toBe(
      'no_candidates',
    );
  });

  it('listings by name, promises, regions and abilities', async () => {
    const plain = await machineThatCan('chat');
    const other = await machineThatCan();
    Object.assign(offerOf(other.listingId), { dataPolicy: 'no_retention', region: 'US-East ' });
    expect(nodesOf(await quoted({ dataPolicy: 'no_training' }))).toEqual([other.nodeId]);
    expect(nodesOf(await quoted({ regions: ['us'] }))).toEqual([other.nodeId]);
    expect(nodesOf(await quoted({ ignoreListings: [other.listingId] }))).toEqual([plain.nodeId]);
    expect(nodesOf(await quoted({ onlyListings: [other.listingId] }))).toEqual([other.nodeId]);
    expect(await ask({ needs: ['tools'] })).toMatchObject({ fault: { facts: { why: 'ability_missing: 2' } } });
    expect(await codeOf(ask({ kind: 'embeddings' }))).toBe('no_candidates');
  });

  it('a batch gets the batch price, of machines that lie idle, and never waits', async () => {
    const machine = await world.addMachine({}, { usd: 1 });
    Object.assign(offerOf(machine.listingId), { batchDiscountPercent: 33 });
    const [candidate] = (await quoted({ serviceClass: 'batch' })).candidates;
    expect(candidate?.terms).toMatchObject({ inputMicroUsdPerMTok: '670000', cachedInputMicroUsdPerMTok: '335000' });
    machine.presence.busy = 3;
    expect(await ask({ serviceClass: 'batch' })).toMatchObject({
      fault: { code: 'node_busy', facts: { retryAfterSeconds: 5 } },
    });
  });
});

describe('more machines for a request that is in work', () => {
  const more = (first: Quote, tried: string[] = [], needs: Ability[] = []) =>
    makeMoreQuote(world.quoteDeps, first, new Set(tried), needs);

  it('are others, for the same job, at the same rate and fee, within what is held', async () => {
    const first = await world.addMachine({}, { usd: 2 });
    const quote = await quoted({ policy: 'cheapest' });
    const second = await world.addMachine({}, { usd: 2 });
    await world.addMachine({}, { usd: 3 });
    const rates: QuoteDeps['rates'] = { current: () => ({ ok: false, fault: { code: 'rate_stale' } }) };
    const made = unwrap(
      await makeMoreQuote({ ...world.quoteDeps, rates, feeBasisPoints: () => 900 }, quote, new Set([first.nodeId])),
    );
    const now = world.clock.nowMs();
    expect(unwrap(await openQuote(made.signed, world.quoteDeps.brokerSigner.publicKey, now))).toEqual(made.quote);
    expect(made.quote).toMatchObject({ jobId: quote.jobId, accountId: ME, holdNano: quote.holdNano, issuedAt: now });
    expect(made.quote.candidates.map(({ terms }) => terms.nodeId)).toEqual([second.nodeId]);
    expect(made.quote.candidates[0]?.terms).toMatchObject({
      rateMicroUsdPerCoin: '3000000',
      feeBasisPoints: 500,
      jobId: quote.jobId,
    });
    expect(made.quote.decision.excluded).toEqual([
      { why: 'already_tried', count: 1 },
      { why: 'price_above_hold', count: 1 },
    ]);
  });

  it('meet what was wished, and what is needed besides', async () => {
    const first = await machineThatCan('chat', 'continue');
    const quote = await quoted({ needs: ['continue'] });
    expect(await more(quote, [first.nodeId])).toMatchObject({ fault: { code: 'no_candidates' } });
    expect(await more(quote, [], ['tools'])).toMatchObject({ fault: { facts: { why: 'ability_missing: 1' } } });
    expect(await more(quote, [], ['continue'])).toMatchObject({ ok: true });
  });
});

describe('no quote is made', () => {
  beforeEach(async () => {
    await machineThatCan('chat');
  });
  it.each<[string, string, Partial<QuoteRequest>, Partial<QuoteDeps>]>([
    ['while buying is switched off', 'buying_paused', {}, { isBuyingEnabled: false }],
    [
      'without a fresh rate',
      'rate_stale',
      {},
      { rates: { current: () => ({ ok: false, fault: { code: 'rate_stale' } }) } },
    ],
    ['for a model that does not exist', 'model_unknown', { model: 'nobody' }, {}],
    ['for no output', 'invalid_input', { maxOutputTokens: 0 }, {}],
    [
      'for vectors, which are no output, where none are sold',
      'no_candidates',
      { kind: 'embeddings', maxOutputTokens: 0 },
      {},
    ],
    ['for a question of ten million characters', 'context_too_long', { maxInputTokens: 1e7 + 160 }, {}],
    ['for more tokens than any model says', 'invalid_input', { maxOutputTokens: 1e9 }, {}],
    ['under the price of everyone', 'no_candidates', { maxPriceMicroUsdPerMTok: '999999' }, {}],
    ['of a tier that nobody proves', 'no_candidates', { tier: 'confidential' }, {}],
    ['for a question that is surely too long', 'context_too_long', { maxInputTokens: 8 * 4_096 + 1 }, {}],
    ['of a listing that is none', 'no_candidates', { listingId: '01900000-0000-7000-8000-00000000dead' }, {}],
  ])('%s', async (_, code, more, deps) => {
    expect(await codeOf(ask(more, deps))).toBe(code);
  });

  it('while all machines are away or draining', async () => {
    const [machine] = world.machines.all;
    if (!machine) throw new Error('no machine');
    machine.presence.isDraining = true;
    expect(await ask()).toMatchObject({ fault: { code: 'no_candidates', facts: { why: 'draining: 1' } } });
    machine.isLinked = false;
    expect(await ask()).toMatchObject({ fault: { code: 'no_candidates', facts: { why: 'offline: 1' } } });
  });
});
