import { DATA_POLICIES, POLICIES, TIERS } from '@spindle/shared';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { abilityBits } from './ability-bits.ts';
import type { RouteCandidate, RouteRequest } from './candidate.ts';
import { reasonAgainst } from './gates.ts';
import { rankCandidates } from './rank-candidates.ts';
import { NOW, routeCandidate, routeRequest } from './testing/make-candidates.ts';

const anyOr = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 });
const listings = fc.subarray(['l0', 'l1', 'l2', 'l3'], { minLength: 1 }).map((some) => new Set(some));

const requests: fc.Arbitrary<RouteRequest> = fc
  .record({
    jobId: fc.uuid(),
    policy: fc.constantFrom(...POLICIES),
    serviceClass: fc.constantFrom('interactive' as const, 'batch' as const),
    needs: fc.constantFrom(abilityBits(['chat']), abilityBits(['chat', 'tools'])),
    minTier: anyOr(fc.constantFrom(...TIERS)),
    minDataPolicy: anyOr(fc.constantFrom(...DATA_POLICIES)),
    regions: anyOr(fc.constantFrom(['eu'], ['us', 'eu-lv'])),
    onlyListings: anyOr(listings),
    ignoreListings: anyOr(listings),
    maxInputMicroUsdPerMTok: anyOr(fc.nat(4_000_000)),
    maxOutputMicroUsdPerMTok: anyOr(fc.nat(4_000_000)),
    affinity: anyOr(fc.constantFrom('one', 'two')),
    mayQueue: fc.boolean(),
    mayTryFresh: fc.boolean(),
  })
  .map(routeRequest);

const machine = fc.record({
  listing: fc.constantFrom('l0', 'l1', 'l2', 'l3'),
  usd: fc.constantFrom(0.5, 1, 1.04, 3),
  tier: fc.constantFrom(...TIERS),
  dataPolicy: fc.constantFrom(...DATA_POLICIES),
  region: fc.constantFrom('eu', 'eu-lv', 'us', 'asia'),
  abilities: fc.constantFrom(abilityBits(['chat']), abilityBits(['chat', 'tools']), abilityBits(['embeddings'])),
  hasModel: fc.boolean(),
  isDraining: fc.boolean(),
  circuitUntilMs: anyOr(fc.constantFrom(NOW - 1, NOW + 5_000)),
  slots: fc.constantFrom(0, 1, 4),
  busy: fc.nat(5),
  answers: fc.constantFrom(0, 19, 20, 500),
  outstandingTokens: fc.nat(2_000),
  tokensPerSecond: anyOr(fc.constantFrom(0, 10, 100)),
  firstTokenMs: anyOr(fc.constantFrom(50, 500)),
});
const fields: fc.Arbitrary<RouteCandidate[]> = fc
  .array(machine, { maxLength: 25 })
  .map((many) => many.map(({ listing, ...it }, at) => routeCandidate(`n${at}`, { listingId: listing, ...it })));

it('no policy, affinity or trial ever trades a gate away, and everybody is accounted for', () => {
  fc.assert(
    fc.property(requests, fields, (request, field) => {
      const { chosen, excluded } = rankCandidates(request, field, NOW);
      const fit = field.filter((candidate) => reasonAgainst(request, candidate, NOW) === null);
      for (const candidate of chosen) expect(fit).toContain(candidate);
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(chosen.length).toBe(Math.min(3, fit.length));
      const left = [...excluded.values()].reduce((sum, count) => sum + count, 0);
      expect(left).toBe(field.length - fit.length);
    }),
    { numRuns: 1_000 },
  );
});

it('the same request meets the same order, in whatever order the machines stand', () => {
  const shuffled = fields.chain((field) =>
    fc.tuple(fc.constant(field), fc.shuffledSubarray(field, { minLength: field.length })),
  );
  fc.assert(
    fc.property(requests, shuffled, (request, [field, other]) => {
      expect(rankCandidates(request, other, NOW).chosen).toEqual(rankCandidates(request, field, NOW).chosen);
    }),
    { numRuns: 1_000 },
  );
});

const priceOf = ({ outputMicroUsdPerMTok }: RouteCandidate) => outputMicroUsdPerMTok;
const isFull = ({ busy, slots }: RouteCandidate) => busy >= slots;
const isFresh = ({ answers }: RouteCandidate) => answers < 20;

it('free machines come before full ones', () => {
  fc.assert(
    fc.property(requests, fields, (request, field) => {
      const fullness = rankCandidates(request, field, NOW, 25).chosen.map(isFull);
      expect(fullness).toEqual(fullness.toSorted());
    }),
  );
});

it('cheapest never puts a dearer machine before a free and known one that is cheaper', () => {
  fc.assert(
    fc.property(requests, fields, (request, field) => {
      const { chosen } = rankCandidates({ ...request, policy: 'cheapest' }, field, NOW, 25);
      const known = chosen.filter((it) => !isFull(it) && !isFresh(it));
      const prices = known.map(priceOf);
      expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    }),
  );
});

it('a fresh machine comes first only where none that is known is free, or in a trial that costs the buyer nothing', () => {
  fc.assert(
    fc.property(requests, fields, (request, field) => {
      const { chosen } = rankCandidates({ ...request, policy: 'cheapest' }, field, NOW, 25);
      const [first] = chosen;
      const bestKnown = chosen.find((it) => !isFull(it) && !isFresh(it));
      if (!first || !bestKnown || !isFresh(first)) return;
      expect(request.mayTryFresh).toBe(true);
      expect(priceOf(first)).toBeLessThanOrEqual(priceOf(bestKnown));
    }),
    { numRuns: 1_000 },
  );
});
