import { fail, type KeyScope, ok, type Result, strongerTier, type Tier } from '@spindle/shared';
import type { Actor } from './shapes.ts';

/** Whether this actor may use a part of the developers' doors. People may use all of it. Refusal: `key_scope`. */
export function mayUse({ limits }: Pick<Actor, 'limits'>, scope: KeyScope): Result<null, 'key_scope'> {
  return limits && !limits.scopes.includes(scope) ? fail('key_scope', { scope }) : ok(null);
}

/** Whether this actor may ask this model. */
export const mayAsk = ({ limits }: Pick<Actor, 'limits'>, model: string): boolean =>
  !limits || limits.models.length === 0 || limits.models.includes(model);

/**
 * What an actor wants, within what its key allows: the tier is the stronger of both.
 * Refusal: `key_model` for a model that is not on the key's list.
 */
export function withinKey<Wanted extends { model: string; tier?: Tier | undefined }>(
  actor: Pick<Actor, 'limits'>,
  wanted: Wanted,
): Result<Wanted, 'key_model'> {
  if (!mayAsk(actor, wanted.model)) return fail('key_model', { model: wanted.model });
  const tier = strongerTier(wanted.tier, actor.limits?.minTier);
  return ok(tier ? { ...wanted, tier } : wanted);
}
