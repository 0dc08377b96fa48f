import type { AccountId, Policy } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';
import { explainNobody } from './explain-nobody.ts';
import { rankCandidates } from './rank-candidates.ts';

const NOW = 1_800_000_000_000;

const request = (more: Partial<RouteRequest> = {}): RouteRequest => ({
  jobId: 'job-1',
  policy: 'cheapest',
  minTier: null,
  listingId: null,
  maxInputTokens: 1_000,
  maxOutputTokens: 500,
  maxPriceMicroUsdPerMTok: null,
  ...more,
});

function candidate(nodeId: string, more: Partial<RouteCandidate> & { usd?: number } = {}): RouteCandidate {
  const { usd = 1, ...rest } = more;
  const price = BigInt(Math.round(usd * 1e6));
  return {
    nodeId,
    listingId: `listing of ${nodeId}`,
    providerId: 'provider' as AccountId,
    tier: 'community',
    revision: 'r1',
    price: { inputMicroUsdPerMTok: price, cachedInputMicroUsdPerMTok: price, outputMicroUsdPerMTok: price },
    contextLength: 8_192,
    hasModel: true,
    keysUntilMs: NOW + 3600_000,
    slots: 4,
    busy: 0,
    isDraining: false,
    tokensPerSecond: 50,
    firstTokenMs: 200,
    ...rest,
  };
}

const chosen = (asked: Partial<RouteRequest>, candidates: RouteCandidate[]) =>
  rankCandidates(request(asked), candidates, NOW).chosen.map(({ nodeId }) => nodeId);

describe('policies', () => {
  const cheap = candidate('cheap', { usd: 0.5, tokensPerSecond: 20 });
  const quick = candidate('quick', { usd: 2, tokensPerSecond: 200, firstTokenMs: 80 });
  const strong = candidate('strong', { usd: 3, tier: 'verified' });
  const unmeasured = candidate('unmeasured', { usd: 0.52, tokensPerSecond: null, firstTokenMs: null });

  it.each<[Policy, string[]]>([
    ['cheapest', ['cheap', 'unmeasured', 'quick']],
    ['fastest', ['quick', 'strong', 'cheap']],
    ['balanced', ['cheap', 'unmeasured', 'quick']],
    ['private', ['strong', 'cheap', 'unmeasured']],
  ])('%s', (policy, order) => {
    expect(chosen({ policy }, [quick, strong, unmeasured, cheap])).toEqual(order);
  });

  it('balanced takes the idle one of two prices that are nearly the same', () => {
    const busy = candidate('busy', { usd: 0.5, busy: 3 });
    expect(chosen({ policy: 'balanced' }, [busy, unmeasured])).toEqual(['unmeasured', 'busy']);
    expect(chosen({ policy: 'cheapest' }, [busy, unmeasured])).toEqual(['busy', 'unmeasured']);
  });

  it('name at most three', () => {
    const many = Array.from({ length: 20 }, (_, at) => candidate(`n${at}`, { usd: 20 - at }));
    expect(chosen({}, many)).toEqual(['n19', 'n18', 'n17']);
  });

  it('spread equals by the request, and always the same way for the same request', () => {
    const equals = ['a', 'b', 'c', 'd'].map((nodeId) => candidate(nodeId));
    const firsts = Array.from({ length: 200 }, (_, at) => chosen({ jobId: `job ${at}` }, equals)[0]);
    expect(new Set(firsts).size).toBe(4);
    expect(chosen({}, equals)).toEqual(chosen({}, equals.toReversed()));
  });
});

describe('a machine is not considered', () => {
  it.each<[ReasonCode, Partial<RouteRequest>, Partial<RouteCandidate>]>([
    ['other_listing', { listingId: 'mine' }, {}],
    ['tier_too_low', { minTier: 'verified' }, {}],
    ['price_above_limit', { maxPriceMicroUsdPerMTok: 999_999n }, {}],
    ['context_too_short', { maxInputTokens: 8 * 8_192 + 1 }, {}],
    ['model_not_ready', {}, { hasModel: false }],
    ['keys_expire', {}, { keysUntilMs: NOW + 60_000 }],
    ['draining', {}, { isDraining: true }],
    ['full', {}, { busy: 4 }],
    ['full', {}, { slots: 0 }],
  ])('%s', (why, asked, state) => {
    const ranking = rankCandidates(request(asked), [candidate('n', state)], NOW);
    expect(ranking).toEqual({ chosen: [], excluded: [{ nodeId: 'n', why }] });
  });

  it.each<[string, Partial<RouteRequest>, Partial<RouteCandidate>]>([
    ['at exactly the price limit', { maxPriceMicroUsdPerMTok: 1_000_000n }, {}],
    ['large enough, as far as one can know before counting', { maxInputTokens: 8 * 8_192 }, {}],
    ['of a stronger tier', { minTier: 'community' }, { tier: 'verified' }],
    ['with one slot left', {}, { busy: 3 }],
  ])('but is %s', (_, asked, state) => {
    expect(rankCandidates(request(asked), [candidate('n', state)], NOW).chosen).toHaveLength(1);
  });
});

describe('an empty list', () => {
  const explain = (candidates: RouteCandidate[], asked: Partial<RouteRequest> = {}, offline = 0) => {
    const { excluded } = rankCandidates(request(asked), candidates, NOW);
    return explainNobody({ model: 'm', candidates, excluded, offline }).fault;
  };

  it('says to try again when all are full', () => {
    expect(explain([candidate('a', { busy: 4 }), candidate('b', { isDraining: true })]).code).toBe('node_busy');
  });
  it('says how long a question may be', () => {
    expect(explain([candidate('a'), candidate('b', { contextLength: 4_096 })], { maxInputTokens: 90_000 })).toEqual({
      code: 'context_too_long',
      facts: { limit: 8_192 },
    });
  });
  it('counts the reasons otherwise', () => {
    const field = [candidate('a'), candidate('b'), candidate('c', { isDraining: true, usd: 0.1 })];
    expect(explain(field, { maxPriceMicroUsdPerMTok: 500_000n }, 2).facts).toEqual({
      model: 'm',
      why: 'price_above_limit: 2, draining: 1, offline: 2',
    });
  });
});

it('ranks 10,000 candidates in about a millisecond', () => {
  const many = Array.from({ length: 10_000 }, (_, at) =>
    candidate(`node ${at}`, { usd: 1 + (at % 97) / 100, busy: at % 5 }),
  );
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    rankCandidates(request({ policy: 'balanced' }), many, NOW);
    return performance.now() - start;
  });
  // Generous, for machines under load: what this guards against is a sort of everything, or worse.
  expect(Math.min(...times)).toBeLessThan(10);
});
