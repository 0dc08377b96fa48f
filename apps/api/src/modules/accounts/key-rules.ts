import { fail, KEY_SCOPES, type KeyScope, ok, type Result, TIERS, type Tier } from '@spindle/shared';
import type { KeyRules, SomeKeyRules } from './shapes.ts';

/** What a key may do when its owner says no more than its name. */
const OPEN_RULES: KeyRules = {
  capNano: null,
  capDayNano: null,
  capMonthNano: null,
  scopes: [...KEY_SCOPES],
  models: [],
  minTier: null,
  expiresAt: null,
};

/** The rules of a new key: what was said, and no limit where nothing was said. Refuses an expiry that is over. */
export function newRules(said: SomeKeyRules, nowMs: number): Result<KeyRules, 'invalid_input'> {
  const rules = changedRules(said, nowMs);
  return rules.ok ? ok({ ...OPEN_RULES, ...rules.value }) : rules;
}

/** Only the rules that were said. Refuses an expiry that is over. */
export function changedRules(said: SomeKeyRules, nowMs: number): Result<Partial<KeyRules>, 'invalid_input'> {
  if (said.expiresAt && said.expiresAt <= nowMs) {
    return fail('invalid_input', {
      field: 'expiresAt',
      hint: 'Use a time to come, or null for a key that never expires.',
    });
  }
  const { capNano, capDayNano, capMonthNano, scopes, models, minTier, expiresAt } = said;
  return ok({
    ...(capNano !== undefined && { capNano }),
    ...(capDayNano !== undefined && { capDayNano }),
    ...(capMonthNano !== undefined && { capMonthNano }),
    ...(scopes && { scopes: KEY_SCOPES.filter((scope) => scopes.includes(scope)) }),
    ...(models && { models: [...new Set(models)] }),
    ...(minTier !== undefined && { minTier }),
    ...(expiresAt !== undefined && { expiresAt }),
  });
}

/** Scopes that this version knows; others are left out. */
export const toScopes = (names: readonly string[]): KeyScope[] => KEY_SCOPES.filter((scope) => names.includes(scope));

/** A tier that this version does not know is read as the strongest: a limit is never lost by a change of words. */
export function toMinTier(name: string | null): Tier | null {
  return name === null ? null : (TIERS.find((tier) => tier === name) ?? TIERS[0]);
}
