import type { Prisma, Sql } from '../../platform/index.ts';

/** SQL on sessions and API keys, as far as every request needs it: one statement each, on the pool. */

export async function insertSession(
  prisma: Prisma,
  session: { tokenHash: string; accountId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await prisma.session.create({ data: session });
}

export async function deleteSession(prisma: Prisma, tokenHash: string): Promise<void> {
  await prisma.session.deleteMany({ where: { tokenHash } });
}

/** Whose session or key it is. */
export interface HolderRow {
  id: string;
  roles: string[];
  language: string;
  banned_reason: string | null;
}

export async function findSession(sql: Sql, tokenHash: string): Promise<(HolderRow & { expires_at: Date }) | null> {
  const { rows } = await sql.query<HolderRow & { expires_at: Date }>(
    `SELECT a.id, a.roles, a.language, a.banned_reason, s.expires_at
       FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = $1`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

export interface KeyRow extends HolderRow {
  api_key_id: string;
  cap_nano: string | null;
}

/** Finds a key that is not revoked, and notes that it was used: once a minute, to spare the table. */
export async function useKey(sql: Sql, keyHash: string, nowMs: number): Promise<KeyRow | null> {
  const { rows } = await sql.query<KeyRow>(
    `WITH used AS (
       UPDATE api_key SET last_used_at = $2
        WHERE key_hash = $1 AND revoked_at IS NULL
          AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute'))
     SELECT a.id, a.roles, a.language, a.banned_reason, k.id AS api_key_id, k.cap_nano
       FROM api_key k JOIN account a ON a.id = k.account_id
      WHERE k.key_hash = $1 AND k.revoked_at IS NULL`,
    [keyHash, new Date(nowMs)],
  );
  return rows[0] ?? null;
}
