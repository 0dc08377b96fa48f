import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { SomeSpendingRules, SpendingRules } from './shapes.ts';

interface RuleColumns {
  is_strict: boolean;
  cap_answer_nano: string | null;
  cap_day_nano: string | null;
}

export async function readSpendingRules(sql: Sql, accountId: AccountId): Promise<SpendingRules | null> {
  const { rows } = await sql.query<RuleColumns>('SELECT * FROM spending_rule WHERE account_id = $1', [accountId]);
  return rows[0] ? toRules(rows[0]) : null;
}

/** One statement, so that two devices that change different rules at once lose neither. */
export async function saveSpendingRules(
  sql: Sql,
  accountId: AccountId,
  { isStrict, capAnswerNano, capDayNano }: SomeSpendingRules,
): Promise<SpendingRules> {
  const { rows } = await sql.query<RuleColumns>(
    `INSERT INTO spending_rule (account_id, is_strict, cap_answer_nano, cap_day_nano)
     VALUES ($1, COALESCE($2, false), $3, $5)
     ON CONFLICT (account_id) DO UPDATE SET changed_at = now(), is_strict = COALESCE($2, spending_rule.is_strict),
       cap_answer_nano = CASE WHEN $4 THEN $3 ELSE spending_rule.cap_answer_nano END,
       cap_day_nano = CASE WHEN $6 THEN $5 ELSE spending_rule.cap_day_nano END
     RETURNING is_strict, cap_answer_nano, cap_day_nano`,
    [
      ...[accountId, isStrict ?? null, capAnswerNano ?? null, capAnswerNano !== undefined],
      ...[capDayNano ?? null, capDayNano !== undefined],
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('an upsert returned no row');
  return toRules(row);
}

const toRules = (row: RuleColumns): SpendingRules => ({
  isStrict: row.is_strict,
  capAnswerNano: row.cap_answer_nano === null ? null : BigInt(row.cap_answer_nano),
  capDayNano: row.cap_day_nano === null ? null : BigInt(row.cap_day_nano),
});
