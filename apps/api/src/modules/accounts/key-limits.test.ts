import { KEY_SCOPES, TIERS } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { mayAsk, mayUse, withinKey } from './key-limits.ts';
import { toMinTier, toScopes } from './key-rules.ts';
import type { KeyLimits } from './shapes.ts';

const PERSON = { limits: null };
const key = (limits: Partial<KeyLimits>) => ({
  limits: { scopes: KEY_SCOPES, models: [], minTier: null, ...limits },
});

describe('what a key may do', () => {
  it.each(KEY_SCOPES)('%s is for keys that have this scope, and for people', (scope) => {
    expect(mayUse(PERSON, scope)).toEqual({ ok: true, value: null });
    expect(mayUse(key({ scopes: [scope] }), scope)).toEqual({ ok: true, value: null });
    const others = KEY_SCOPES.filter((it) => it !== scope);
    expect(mayUse(key({ scopes: others }), scope)).toEqual({
      ok: false,
      fault: { code: 'key_scope', facts: { scope } },
    });
    expect(mayUse(key({ scopes: [] }), scope)).toMatchObject({ ok: false });
  });

  it('asks any model without a list, and with one only those on it', () => {
    const model = 'a/b';
    expect([PERSON, key({}), key({ models: [model] })].map((actor) => mayAsk(actor, model))).toEqual([
      true,
      true,
      true,
    ]);
    expect(withinKey(key({ models: ['a/c', 'a'] }), { model })).toEqual({
      ok: false,
      fault: { code: 'key_model', facts: { model } },
    });
  });

  it('buys from the stronger tier of what it wants and what it must', () => {
    const wanted = { model: 'a/b', maxInputTokens: 5 };
    const tierOf = (limits: Partial<KeyLimits>, tier?: (typeof TIERS)[number]) =>
      withinKey(key(limits), { ...wanted, tier });
    expect(tierOf({ minTier: 'verified' })).toMatchObject({ value: { ...wanted, tier: 'verified' } });
    expect(tierOf({ minTier: 'verified' }, 'community')).toMatchObject({ value: { tier: 'verified' } });
    expect(tierOf({ minTier: 'verified' }, 'confidential')).toMatchObject({ value: { tier: 'confidential' } });
    expect(tierOf({}, 'community')).toMatchObject({ value: { tier: 'community' } });
    expect(withinKey(PERSON, wanted)).toEqual({ ok: true, value: wanted });
  });

  it('loses no limit to words that this version does not know', () => {
    expect(toScopes(['models', 'everything'])).toEqual(['models']);
    expect(toMinTier('new-tier')).toBe('confidential');
    expect(toMinTier(null)).toBeNull();
    expect(TIERS.map(toMinTier)).toEqual(TIERS);
  });
});
