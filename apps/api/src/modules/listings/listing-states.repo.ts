import { type Prisma, rowsOf, type Transaction } from '../../platform/index.ts';
import type { ListingState, StateBy, StateEvidence } from './shapes.ts';

/** SQL on the states of listings and on their history. */

/** From which states, brought about by whom, to which. */
export interface StateMove {
  from: readonly ListingState[];
  fromBy?: readonly StateBy[];
  to: ListingState;
}

export interface StateChange extends StateMove {
  listingId: string;
  /** Only a listing of this account. */
  accountId?: string;
  by: StateBy;
  actorId: string | null;
  code: string | null;
  words: string | null;
  evidence: StateEvidence | null;
  atMs: number;
}

/**
 * Changes the state if it still is one of `from`, and writes it into the listing's history, by one statement: of two
 * that try at once, one gets true. The clock of a review stands still while its owner is asked, and goes on afterwards.
 */
export async function changeState(transaction: Transaction, change: StateChange): Promise<boolean> {
  const { listingId, accountId, from, fromBy, to, by, actorId, code, words, evidence, atMs } = change;
  const rows = await rowsOf(
    transaction,
    `WITH changed AS (
       UPDATE listing SET state = $2::text, state_by = $3::text, state_code = $4::text, state_reason = $5::text,
         state_evidence = $6::text::jsonb, state_since = $7::text::timestamptz,
         waited_ms = CASE
           WHEN $2::text = 'asked'
             THEN waited_ms + greatest(0, extract(epoch FROM $7::text::timestamptz - state_since) * 1000)::bigint
           WHEN state = 'asked' AND $2::text = 'in_review' THEN waited_ms
           ELSE 0 END
       WHERE id = $1::text::uuid AND state = ANY(string_to_array($8::text, ','))
         AND ($9::text IS NULL OR state_by = ANY(string_to_array($9::text, ',')))
         AND ($10::text IS NULL OR account_id = $10::text::uuid)
       RETURNING id)
     INSERT INTO listing_state_change (listing_id, state, by, actor_id, code, words, evidence, at)
     SELECT id, $2::text, $3::text, $11::text::uuid, $4::text, $5::text, $6::text::jsonb, $7::text::timestamptz
       FROM changed RETURNING 1 AS changed`,
    [
      ...[listingId, to, by, code, words, evidence && JSON.stringify(evidence), new Date(atMs).toISOString()],
      ...[from.join(','), fromBy?.join(',') ?? null, accountId ?? null, actorId],
    ],
  );
  return rows.length === 1;
}

/** The first line of a listing's history. */
export async function insertFirstState(
  prisma: Prisma,
  { listingId, actorId, at }: { listingId: string; actorId: string; at: Date },
): Promise<void> {
  await prisma.listingStateChange.create({
    data: { listingId, state: 'in_review', by: 'owner', actorId, code: 'listed', at },
  });
}

/** The state of a listing, of this account if one is given. */
export async function findState(
  transaction: Transaction,
  listingId: string,
  accountId?: string,
): Promise<string | null> {
  const rows = await rowsOf<{ state: string }>(
    transaction,
    `SELECT state FROM listing WHERE id = $1::text::uuid AND ($2::text IS NULL OR account_id = $2::text::uuid)`,
    [listingId, accountId ?? null],
  );
  return rows[0]?.state ?? null;
}

/** Every state that a listing came into, latest first. */
export function findStateChanges(prisma: Prisma, listingId: string) {
  return prisma.listingStateChange.findMany({ where: { listingId }, orderBy: { id: 'desc' }, take: 100 });
}

/** The last change of a listing of this account; null when the account has no such listing. */
export async function findLastChange(transaction: Transaction, listingId: string, accountId: string) {
  const [row] = await rowsOf<{ id: string; state: string; by: string; actor_id: string | null }>(
    transaction,
    `SELECT c.id::text AS id, c.state, c.by, c.actor_id::text AS actor_id
       FROM listing_state_change c JOIN listing l ON l.id = c.listing_id
      WHERE c.listing_id = $1::text::uuid AND l.account_id = $2::text::uuid ORDER BY c.id DESC LIMIT 1`,
    [listingId, accountId],
  );
  return row ? { id: BigInt(row.id), state: row.state, by: row.by, actorId: row.actor_id } : null;
}
