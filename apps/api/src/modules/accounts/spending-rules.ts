import { type AccountId, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { Actor, SomeSpendingRules, SpendingRules } from './shapes.ts';
import { readSpendingRules, saveSpendingRules } from './spending-rules.repo.ts';

/** What is so for an account that has never said anything. */
const OPEN_RULES: SpendingRules = { isStrict: false, capAnswerNano: null, capDayNano: null };

export async function spendingRulesOf({ db }: { db: Database }, accountId: AccountId): Promise<SpendingRules> {
  return (await readSpendingRules(db.pool, accountId)) ?? OPEN_RULES;
}

/**
 * Changes what may be spent from now on. Answers that are under way end by the rules under which they began. Strict mode
 * takes no signature back: what was signed before stays signed, and is spent first.
 */
export async function changeSpendingRules(
  { db }: { db: Database },
  { accountId }: Pick<Actor, 'accountId'>,
  change: SomeSpendingRules,
): Promise<Result<SpendingRules>> {
  return ok(await saveSpendingRules(db.pool, accountId, change));
}
