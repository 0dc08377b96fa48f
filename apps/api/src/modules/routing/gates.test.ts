import { describe, expect, it } from 'vitest';
import { abilityBits } from './ability-bits.ts';
import type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';
import { reasonAgainst } from './gates.ts';
import { NOW, routeCandidate, routeRequest } from './testing/make-candidates.ts';

type Case = [ReasonCode, Partial<RouteRequest>, Partial<RouteCandidate>];
const reason = (asked: Partial<RouteRequest>, state: Partial<RouteCandidate>) =>
  reasonAgainst(routeRequest(asked), routeCandidate('n', state), NOW);

describe('a machine is not considered', () => {
  it.each<Case>([
    ['other_listing', { onlyListings: new Set(['mine']) }, {}],
    ['ignored_listing', { ignoreListings: new Set(['listing of n']) }, {}],
    ['tier_too_low', { minTier: 'verified' }, {}],
    ['data_policy', { minDataPolicy: 'no_training' }, {}],
    ['data_policy', { minDataPolicy: 'no_retention' }, { dataPolicy: 'no_training' }],
    ['region', { regions: ['us'] }, {}],
    ['region', { regions: ['e', 'eu-l', 'lv'] }, {}],
    ['price_above_limit', { maxInputMicroUsdPerMTok: 999_999 }, {}],
    ['price_above_limit', { maxOutputMicroUsdPerMTok: 999_999 }, {}],
    ['context_too_short', { maxInputTokens: 8 * 8_192 + 1 }, {}],
    ['ability_missing', { needs: abilityBits(['chat', 'tools']) }, {}],
    ['ability_missing', { needs: abilityBits(['embeddings']) }, {}],
    ['already_tried', { triedNodes: new Set(['n']) }, {}],
    ['model_not_ready', {}, { hasModel: false }],
    ['keys_expire', {}, { keysUntilMs: NOW + 60_000 }],
    ['evidence_missing', {}, { tier: 'confidential' }],
    ['evidence_missing', {}, { tier: 'confidential', evidence: { state: 'missing', untilMs: null } }],
    ['evidence_refused', {}, { tier: 'confidential', evidence: { state: 'refused', untilMs: null } }],
    ['evidence_expired', {}, { tier: 'confidential', evidence: { state: 'expired', untilMs: NOW - 1 } }],
    ['evidence_expired', {}, { tier: 'confidential', evidence: { state: 'accepted', untilMs: NOW + 60_000 } }],
    ['draining', {}, { isDraining: true }],
    ['suspected', {}, { isSuspected: true }],
    ['circuit_open', {}, { circuitUntilMs: NOW + 5_000 }],
    // Half open: the market asks it first.
    ['circuit_open', {}, { circuitUntilMs: NOW - 1 }],
    ['not_idle', { serviceClass: 'batch' }, { busy: 3 }],
    ['full', { mayQueue: false }, { busy: 4 }],
    ['full', {}, { slots: 0 }],
  ])('%s', (why, asked, state) => {
    expect(reason(asked, state)).toBe(why);
  });

  it('for what the buyer decided, before how it is just now', () => {
    const asked = { minTier: 'verified', mayQueue: false } as const;
    expect(reason(asked, { busy: 4, isDraining: true, hasModel: false })).toBe('tier_too_low');
  });
});

describe('a machine is considered', () => {
  it.each<[string, Partial<RouteRequest>, Partial<RouteCandidate>]>([
    ['at exactly the price limit', { maxInputMicroUsdPerMTok: 1_000_000, maxOutputMicroUsdPerMTok: 1_000_000 }, {}],
    ['large enough, as far as one can know before counting', { maxInputTokens: 8 * 8_192 }, {}],
    ['of a stronger tier', { minTier: 'community' }, { tier: 'verified' }],
    ['of a stricter promise', { minDataPolicy: 'no_training' }, { dataPolicy: 'no_retention' }],
    ['in a part of the region', { regions: ['us', 'eu'] }, {}],
    ['in the very region', { regions: ['eu-lv'] }, {}],
    [
      'that can do more than is needed',
      { needs: abilityBits(['chat', 'json']) },
      { abilities: abilityBits(['chat', 'tools', 'json', 'from a later version']) },
    ],
    [
      'that has proved itself',
      { minTier: 'confidential' },
      { tier: 'confidential', evidence: { state: 'accepted', untilMs: NOW + 3600_000 } },
    ],
    ['of another tier, whatever its evidence', {}, { evidence: { state: 'refused', untilMs: null } }],
    ['with one slot left', { mayQueue: false }, { busy: 3 }],
    ['that is full, by who may wait', {}, { busy: 4 }],
    ['half idle, for a batch', { serviceClass: 'batch', mayQueue: false }, { busy: 2 }],
  ])('%s', (_, asked, state) => {
    expect(reason(asked, state)).toBeNull();
  });
});
