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
  scopes: string[];
  models: string[];
  min_tier: string | null;
  expires_at: Date | null;
  /** Set when it was found by the secret before its last rotation: until when that one works. */
  old_until: Date | null;
}

/**
 * Finds a key that is not revoked by its secret, or by the one before its last rotation, and notes that it was used:
 * once a minute, to spare the table. Whether it has expired is for the caller to judge: rows are remembered for seconds.
 */
export async function useKey(sql: Sql, keyHash: string, nowMs: number): Promise<KeyRow | null> {
  const { rows } = await sql.query<KeyRow>({
    name: 'use-key',
    text: `WITH found AS (
       SELECT id, account_id, scopes, models, min_tier, expires_at,
         CASE WHEN key_hash <> $1 THEN previous_until END AS old_until
         FROM api_key WHERE (key_hash = $1 OR previous_hash = $1) AND revoked_at IS NULL
     ), used AS (
       UPDATE api_key k SET last_used_at = $2,
           previous_used_at = CASE WHEN f.old_until IS NULL THEN k.previous_used_at ELSE $2 END
         FROM found f
        WHERE k.id = f.id AND LEAST(f.expires_at, f.old_until, 'infinity') > $2
          AND COALESCE(CASE WHEN f.old_until IS NULL THEN k.last_used_at ELSE k.previous_used_at END, '-infinity')
            < $2::timestamptz - interval '1 minute'
     )
     SELECT a.id, a.roles, a.language, a.banned_reason, f.id AS api_key_id, f.scopes, f.models, f.min_tier,
       f.expires_at, f.old_until
       FROM found f JOIN account a ON a.id = f.account_id`,
    values: [keyHash, new Date(nowMs)],
  });
  return rows[0] ?? null;
}
