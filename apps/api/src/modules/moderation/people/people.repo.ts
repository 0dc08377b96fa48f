import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import type { ListingState } from '../../listings/index.ts';
import type { MoneyAtAGlance } from '../shapes.ts';

/** SQL on what belongs to a person. Tables of other modules are read here, never written. */

/** The listings of an account that are in one of these states. */
export async function listingsIn(
  transaction: Transaction,
  accountId: string,
  states: readonly ListingState[],
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    transaction,
    `SELECT id::text AS id FROM listing WHERE account_id = $1::text::uuid AND state = ANY(string_to_array($2::text, ','))
      ORDER BY id FOR UPDATE`,
    [accountId, states.join(',')],
  );
  return rows.map(({ id }) => id);
}

/** Balances in the books, and sums of 30 days; no request is named. */
export async function readMoney(sql: Sql, accountId: string, nowMs: number): Promise<MoneyAtAGlance> {
  const { rows } = await sql.query<{ name: keyof MoneyAtAGlance; value: string }>(
    `SELECT kind || 'Nano' AS name, balance_nano::text AS value FROM ledger_account
      WHERE account_id = $1 AND kind IN ('deposited', 'held', 'earned', 'paid')
     UNION ALL SELECT 'spent30Nano', coalesce(sum(cost_nano), 0)::text FROM usage_day
      WHERE account_id = $1 AND day > (to_timestamp($2 / 1000.0) - interval '30 days')::date
     UNION ALL SELECT 'requests30', coalesce(sum(requests), 0)::text FROM usage_day
      WHERE account_id = $1 AND day > (to_timestamp($2 / 1000.0) - interval '30 days')::date
     UNION ALL SELECT 'earned30Nano', coalesce(sum(earned_nano), 0)::text FROM earn_day
      WHERE provider_id = $1 AND day > (to_timestamp($2 / 1000.0) - interval '30 days')::date`,
    [accountId, nowMs],
  );
  const of = (name: keyof MoneyAtAGlance) => BigInt(rows.find((row) => row.name === name)?.value ?? 0);
  return {
    ...{ depositedNano: of('depositedNano'), heldNano: of('heldNano'), earnedNano: of('earnedNano') },
    ...{ paidNano: of('paidNano'), spent30Nano: of('spent30Nano'), earned30Nano: of('earned30Nano') },
    requests30: Number(of('requests30')),
  };
}
