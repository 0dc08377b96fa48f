import type { Sql } from '../../platform/index.ts';

/** Payouts stand still. `reason`: the first thing that was found to differ. */
export interface StandingStop {
  reason: string;
  sinceMs: number;
}

export async function readStop(sql: Sql): Promise<StandingStop | null> {
  const { rows } = await sql.query<{ reason: string; since: Date }>(
    'SELECT reason, since FROM payout_stop WHERE cleared_at IS NULL',
  );
  return rows[0] ? { reason: rows[0].reason, sinceMs: rows[0].since.getTime() } : null;
}

/** @returns false when payouts stood still already. */
export async function insertStop(sql: Sql, reason: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'INSERT INTO payout_stop (reason, since) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [reason, now],
  );
  return rowCount === 1;
}

/** @returns false when there was none. */
export async function endStop(sql: Sql, why: string, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'UPDATE payout_stop SET cleared_at = $2, cleared_why = $1 WHERE cleared_at IS NULL',
    [why, now],
  );
  return rowCount === 1;
}
