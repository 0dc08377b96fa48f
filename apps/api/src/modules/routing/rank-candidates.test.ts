import type { Policy } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { RouteCandidate, RouteRequest } from './candidate.ts';
import { rankCandidates } from './rank-candidates.ts';
import { NOW, routeCandidate, routeRequest, withLoad } from './testing/make-candidates.ts';

const chosen = (asked: Partial<RouteRequest>, candidates: RouteCandidate[], most?: number) =>
  rankCandidates(routeRequest(asked), candidates, NOW, most).chosen.map(({ nodeId }) => nodeId);
const firstsOf = (requests: number, candidates: RouteCandidate[], asked: Partial<RouteRequest> = {}) =>
  Array.from({ length: requests }, (_, at) => chosen({ jobId: `job ${at}`, ...asked }, candidates)[0]);

describe('policies', () => {
  const cheap = routeCandidate('cheap', { usd: 0.5, tokensPerSecond: 20 });
  const quick = routeCandidate('quick', { usd: 2, tokensPerSecond: 200, firstTokenMs: 80 });
  const strong = routeCandidate('strong', { usd: 3, tier: 'verified' });
  const unmeasured = routeCandidate('unmeasured', { usd: 0.52, tokensPerSecond: null, firstTokenMs: null });

  it.each<[Policy, string[]]>([
    ['cheapest', ['cheap', 'unmeasured', 'quick']],
    ['fastest', ['quick', 'strong', 'cheap']],
    ['balanced', ['cheap', 'unmeasured', 'quick']],
    ['private', ['strong', 'cheap', 'unmeasured']],
  ])('%s', (policy, order) => {
    expect(chosen({ policy }, [quick, strong, unmeasured, cheap])).toEqual(order);
  });

  it('balanced takes the idle one of two prices that are nearly the same', () => {
    const busy = withLoad(routeCandidate('busy', { usd: 0.5 }), 3);
    const idle = routeCandidate('idle', { usd: 0.52 });
    expect(chosen({ policy: 'balanced' }, [busy, idle])).toEqual(['idle', 'busy']);
    expect(chosen({ policy: 'cheapest' }, [busy, idle])).toEqual(['busy', 'idle']);
  });

  it('fastest counts what a machine has still to do', () => {
    const quickButLoaded = { ...quick, outstandingTokens: 8_000 };
    expect(chosen({ policy: 'fastest' }, [quickButLoaded, strong])).toEqual(['strong', 'quick']);
  });

  it('load is outstanding work over measured speed, not a number of answers', () => {
    const slow = withLoad(routeCandidate('slow', { tokensPerSecond: 10 }), 1);
    const fast = withLoad(routeCandidate('fast', { tokensPerSecond: 100 }), 3);
    expect(chosen({}, [slow, fast])).toEqual(['fast', 'slow']);
  });

  it('name at most three, or as many as are asked for', () => {
    const many = Array.from({ length: 20 }, (_, at) => routeCandidate(`n${at}`, { usd: 20 - at }));
    expect(chosen({}, many)).toEqual(['n19', 'n18', 'n17']);
    expect(chosen({}, many, 5)).toHaveLength(5);
  });

  it('spread equals by the request, and always the same way for the same request', () => {
    const equals = ['a', 'b', 'c', 'd'].map((nodeId) => routeCandidate(nodeId));
    const firsts = firstsOf(400, equals);
    for (const nodeId of ['a', 'b', 'c', 'd']) {
      const share = firsts.filter((it) => it === nodeId).length / firsts.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.35);
    }
    expect(chosen({}, equals)).toEqual(chosen({}, equals.toReversed()));
  });
});

describe('full machines', () => {
  const full = withLoad(routeCandidate('full', { usd: 0.1 }), 4);
  const dear = routeCandidate('dear', { usd: 5 });

  it('stand behind all free ones, however cheap, so that one can wait for them', () => {
    expect(chosen({}, [full, dear])).toEqual(['dear', 'full']);
    expect(chosen({}, [full])).toEqual(['full']);
  });
  it('are not considered by who may not wait', () => {
    expect(chosen({ mayQueue: false }, [full, dear])).toEqual(['dear']);
  });
});

describe('a fresh machine', () => {
  const known = ['k1', 'k2', 'k3'].map((nodeId) => routeCandidate(nodeId));
  const fresh = routeCandidate('fresh', { answers: 19 });
  const shareOf = (firsts: (string | undefined)[]) => firsts.filter((it) => it === 'fresh').length / firsts.length;

  it('comes first in about one request of twenty', () => {
    const share = shareOf(firstsOf(4_000, [...known, fresh]));
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.07);
  });
  it('gets no more by a price that undercuts everybody', () => {
    expect(
      shareOf(firstsOf(4_000, [...known, { ...fresh, ...routeCandidate('fresh', { usd: 0.01, answers: 0 }) }])),
    ).toBeLessThan(0.07);
  });
  it('is not tried where that would be worse by the policy', () => {
    const dear = routeCandidate('fresh', { usd: 1.2, answers: 0 });
    expect(shareOf(firstsOf(1_000, [...known, dear]))).toBe(0);
  });
  it('answers everything that no known one can take', () => {
    expect(shareOf(firstsOf(50, [fresh]))).toBe(1);
    expect(shareOf(firstsOf(50, [...known.map((it) => withLoad(it, 4)), fresh]))).toBe(1);
  });
  it('stands behind known ones of the same price', () => {
    expect(chosen({ mayTryFresh: false }, [fresh, ...known.slice(1)])[2]).toBe('fresh');
  });
});
