import { expect, it } from 'vitest';
import type { RouteCandidate, RouteRequest } from './candidate.ts';
import { explainNobody } from './explain-nobody.ts';
import { rankCandidates } from './rank-candidates.ts';
import { NOW, routeCandidate, routeRequest } from './testing/make-candidates.ts';

function explain(candidates: RouteCandidate[], asked: Partial<RouteRequest> = {}, offline = 0) {
  const excluded = new Map(rankCandidates(routeRequest(asked), candidates, NOW).excluded);
  if (offline > 0) excluded.set('offline', offline);
  return explainNobody({ model: 'm', candidates, excluded, nowMs: NOW }).fault;
}

it('says to try again when all who could are full', () => {
  const full = [routeCandidate('a', { busy: 4 }), routeCandidate('b', { isDraining: true })];
  expect(explain(full, { mayQueue: false })).toEqual({ code: 'node_busy', facts: { retryAfterSeconds: 5 } });
  expect(explain([routeCandidate('a', { busy: 3 })], { serviceClass: 'batch' }).code).toBe('node_busy');
});

it('says how long a question may be', () => {
  const short = [routeCandidate('a'), routeCandidate('b', { contextLength: 4_096 })];
  expect(explain(short, { maxInputTokens: 90_000 })).toEqual({ code: 'context_too_long', facts: { limit: 8_192 } });
});

it('counts the reasons otherwise, and says when to come again where that can help', () => {
  const field = [routeCandidate('a'), routeCandidate('b'), routeCandidate('c', { isDraining: true, usd: 0.1 })];
  const asked = { maxInputMicroUsdPerMTok: 500_000 };
  expect(explain(field, asked, 2).facts).toEqual({
    model: 'm',
    why: 'price_above_limit: 2, draining: 1, offline: 2',
    retryAfterSeconds: 30,
  });
  expect(explain([routeCandidate('a')], asked).facts).toEqual({ model: 'm', why: 'price_above_limit: 1' });
});

it('does not count listings that were not asked for', () => {
  const asked = { onlyListings: new Set(['listing of a']), ignoreListings: new Set(['listing of b']) };
  const field = [routeCandidate('a', { isDraining: true }), routeCandidate('b'), routeCandidate('c')];
  expect(explain(field, asked).facts).toMatchObject({ why: 'draining: 1' });
});

it('says when the first of those that failed is asked again', () => {
  const open = (nodeId: string, ms: number) => routeCandidate(nodeId, { circuitUntilMs: NOW + ms });
  expect(explain([open('a', 40_000), open('b', 4_200)]).facts).toEqual({
    model: 'm',
    why: 'circuit_open: 2',
    retryAfterSeconds: 5,
  });
});
