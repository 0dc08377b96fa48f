import type { Sql } from '../../platform/index.ts';

/** SQL on what each reader wants to hear. */

export interface SettingsRow {
  muted: string[];
  lowBalanceNano: bigint | null;
}

export async function readSettings(sql: Sql, accountId: string): Promise<SettingsRow> {
  const { rows } = await sql.query<{ muted: string[]; low_balance_nano: string | null }>(
    'SELECT muted, low_balance_nano FROM notice_setting WHERE account_id = $1',
    [accountId],
  );
  const [row] = rows;
  const low = row?.low_balance_nano ?? null;
  return { muted: row?.muted ?? [], lowBalanceNano: low === null ? null : BigInt(low) };
}

export async function writeSettings(sql: Sql, accountId: string, settings: SettingsRow): Promise<void> {
  await sql.query(
    `INSERT INTO notice_setting (account_id, muted, low_balance_nano) VALUES ($1, $2, $3)
     ON CONFLICT (account_id) DO UPDATE SET muted = excluded.muted, low_balance_nano = excluded.low_balance_nano`,
    [accountId, settings.muted, settings.lowBalanceNano],
  );
}

export async function isMuted(sql: Sql, accountId: string, kind: string): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: 'notice-muted',
    text: 'SELECT 1 FROM notice_setting WHERE account_id = $1 AND $2 = ANY(muted)',
    values: [accountId, kind],
  });
  return rowCount === 1;
}
