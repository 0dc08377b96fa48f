import { openQuote } from '@spindle/sealed/node';
import { type Quote, type QuoteRequest, unwrap } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { worstCostNano } from '../usage/index.ts';
import { makeQuote, type QuoteDeps } from './index.ts';
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

describe('no quote is made', () => {
  beforeEach(async () => {
    await world.addMachine();
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
    ['for more tokens than any model has', 'invalid_input', { maxInputTokens: 1e9 }, {}],
    ['under the price of everyone', 'no_candidates', { maxPriceMicroUsdPerMTok: '999999' }, {}],
    ['of a tier that nobody proves', 'no_candidates', { tier: 'confidential' }, {}],
    ['for a question that is surely too long', 'context_too_long', { maxInputTokens: 8 * 4_096 + 1 }, {}],
    ['of a listing that is none', 'no_candidates', { listingId: '01900000-0000-7000-8000-00000000dead' }, {}],
  ])('%s', async (_, code, more, deps) => {
    expect(await codeOf(ask(more, deps))).toBe(code);
  });

  it('while all machines are full, away, draining, or about to change their keys', async () => {
    const [machine] = world.machines.all;
    if (!machine) throw new Error('no machine');
    machine.presence.busy = 4;
    expect(await codeOf(ask())).toBe('node_busy');
    machine.presence.busy = 0;
    machine.presence.isDraining = true;
    expect(await ask()).toMatchObject({ fault: { code: 'no_candidates', facts: { why: 'draining: 1' } } });
    machine.isLinked = false;
    expect(await ask()).toMatchObject({ fault: { code: 'no_candidates', facts: { why: 'offline: 1' } } });
  });
});
