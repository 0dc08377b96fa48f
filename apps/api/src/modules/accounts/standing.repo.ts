import { rowsOf, type Sql, type Transaction } from '../../platform/index.ts';
import type { Role } from './shapes.ts';

/** SQL on bans and roles, inside the caller's transaction. */

export interface Ban {
  accountId: string;
  code: string;
  /** What the person reads. */
  words: string;
  by: string;
  atMs: number;
}

/** Bans an account that is not: its sessions and keys end with it. @returns false when it was banned before. */
export async function banAccountRow(transaction: Transaction, { accountId, code, words, by, atMs }: Ban) {
  const rows = await rowsOf(
    transaction,
    `WITH banned AS (
       UPDATE account SET banned_reason = $2::text, banned_code = $3::text, banned_by = $4::text::uuid,
         banned_at = $5::text::timestamptz WHERE id = $1::text::uuid AND banned_reason IS NULL RETURNING id),
     ended AS (DELETE FROM session s USING banned b WHERE s.account_id = b.id),
     revoked AS (UPDATE api_key k SET revoked_at = $5::text::timestamptz FROM banned b
       WHERE k.account_id = b.id AND k.revoked_at IS NULL)
     SELECT 1 AS banned FROM banned`,
    [accountId, words, code, by, new Date(atMs).toISOString()],
  );
  return rows.length === 1;
}

/** @returns false when it was not banned. */
export async function liftBanRow(transaction: Transaction, accountId: string): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    `UPDATE account SET banned_reason = NULL, banned_code = NULL, banned_by = NULL, banned_at = NULL
      WHERE id = $1::text::uuid AND banned_reason IS NOT NULL RETURNING 1 AS lifted`,
    [accountId],
  );
  return rows.length === 1;
}

/** @returns false when the account has it. */
export async function giveRole(transaction: Transaction, accountId: string, role: Role): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    `UPDATE account SET roles = array_append(roles, $2::text), barred_roles = array_remove(barred_roles, $2::text)
      WHERE id = $1::text::uuid AND NOT $2::text = ANY(roles) RETURNING 1 AS given`,
    [accountId, role],
  );
  return rows.length === 1;
}

/** Takes a role, and bars the account from taking it again by itself. @returns false when it had none. */
export async function takeRole(transaction: Transaction, accountId: string, role: Role): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    `UPDATE account SET roles = array_remove(roles, $2::text), barred_roles = array_append(barred_roles, $2::text)
      WHERE id = $1::text::uuid AND $2::text = ANY(roles) RETURNING 1 AS taken`,
    [accountId, role],
  );
  return rows.length === 1;
}

/**
 * Everybody who is an admin now, locked until the transaction ends: two admins who act on each other take turns, and the
 * second finds that they are none any more.
 */
export async function lockAdmins(transaction: Transaction): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    transaction,
    `SELECT id::text AS id FROM account WHERE 'admin' = ANY(roles) AND banned_reason IS NULL ORDER BY id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}

/** Everybody who is an admin now, by name, the one of longest standing first. */
export async function readAdmins(sql: Sql): Promise<{ accountId: string; firstName: string }[]> {
  const { rows } = await sql.query<{ id: string; first_name: string }>(
    `SELECT id, first_name FROM account WHERE 'admin' = ANY(roles) AND banned_reason IS NULL ORDER BY created_at, id`,
  );
  return rows.map(({ id, first_name: firstName }) => ({ accountId: id, firstName }));
}

/** Accounts of these Telegram ids that are no admins, and not banned. */
export async function findFutureAdmins(transaction: Transaction, telegramIds: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    transaction,
    `SELECT id::text AS id FROM account WHERE telegram_id = ANY(string_to_array($1::text, ',')::bigint[])
        AND NOT 'admin' = ANY(roles) AND banned_reason IS NULL FOR UPDATE`,
    [telegramIds.join(',')],
  );
  return rows.map(({ id }) => id);
}

/** When an account was banned and by whom; null for one that is not. */
export async function findBan(transaction: Transaction, accountId: string) {
  const [row] = await rowsOf<{ at_ms: string; by: string | null }>(
    transaction,
    `SELECT (extract(epoch FROM coalesce(banned_at, created_at)) * 1000)::bigint::text AS at_ms, banned_by::text AS by
       FROM account WHERE id = $1::text::uuid AND banned_reason IS NOT NULL`,
    [accountId],
  );
  return row ? { atMs: Number(row.at_ms), by: row.by } : null;
}
