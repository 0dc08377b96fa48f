import type { Sql } from '../../platform/index.ts';
import { EARN_DAY, type RollUp, selectSums, USAGE_DAY, upsertSums } from './sums.ts';

/** Days (UTC, `YYYY-MM-DD`), both inclusive. */
export interface DayRange {
  fromDay: string;
  toDay: string;
}

/** One line of a roll-up that is not what its rows add up to. */
export interface SumsDiffer {
  table: RollUp['table'];
  key: Record<string, string>;
  /** What the rows add up to; null when there are no rows. */
  rows: Record<string, string | number> | null;
  /** What the roll-up says; null when it has no such line. */
  kept: Record<string, string | number> | null;
}

const ROLL_UPS = [USAGE_DAY, EARN_DAY];
const MAX_FINDINGS = 100;
const OF_DAYS = `r.created_at >= $1::date::timestamp AT TIME ZONE 'UTC'
  AND r.created_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'`;

/** Up to 100 differences of each roll-up, by one snapshot: batches that are written meanwhile are seen whole or not. */
export async function compareSums(sql: Sql, { fromDay, toDay }: DayRange): Promise<SumsDiffer[]> {
  const findings: SumsDiffer[] = [];
  for (const rollUp of ROLL_UPS) {
    const { rows } = await sql.query<SumsDiffer>(compareSql(rollUp), [fromDay, toDay]);
    findings.push(...rows);
  }
  return findings;
}

function compareSql(rollUp: RollUp): string {
  const { table, keys, sums } = rollUp;
  const of = (alias: string, columns: readonly { column: string }[]) =>
    columns.map(({ column }) => `${alias}.${column}`).join(', ');
  const json = (alias: string, columns: readonly { column: string }[]) =>
    `jsonb_build_object(${columns.map(({ column }) => `'${column}', ${alias}.${column}`).join(', ')})`;
  const [first] = keys;
  return `WITH summed AS (${selectSums(rollUp, 'usage', OF_DAYS)}),
    kept AS (SELECT * FROM ${table} WHERE day BETWEEN $1::date AND $2::date)
    SELECT '${table}' AS "table",
      jsonb_build_object(${keys.map(({ column }) => `'${column}', COALESCE(s.${column}, k.${column})`).join(', ')}) AS key,
      CASE WHEN s.${first?.column} IS NOT NULL THEN ${json('s', sums)} END AS rows,
      CASE WHEN k.${first?.column} IS NOT NULL THEN ${json('k', sums)} END AS kept
    FROM summed s FULL JOIN kept k ON (${of('s', keys)}) = (${of('k', keys)})
    WHERE ROW(${of('s', sums)}) IS DISTINCT FROM ROW(${of('k', sums)})
    LIMIT ${MAX_FINDINGS}`;
}

/** Writes the sums of these days anew from the rows. Batches wait until the caller's transaction ends. */
export async function rebuildSums(sql: Sql, { fromDay, toDay }: DayRange): Promise<void> {
  await sql.query(`LOCK TABLE ${ROLL_UPS.map(({ table }) => table).join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
  for (const rollUp of ROLL_UPS) {
    await sql.query(`DELETE FROM ${rollUp.table} WHERE day BETWEEN $1::date AND $2::date`, [fromDay, toDay]);
    await sql.query(upsertSums(rollUp, 'usage', OF_DAYS), [fromDay, toDay]);
  }
}
