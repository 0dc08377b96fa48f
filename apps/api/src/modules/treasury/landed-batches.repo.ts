import type { Cursor } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';

/** The wallet has taken an order. @returns its batch; null when none of ours waits under this query id. */
export async function acceptBatch(
  sql: Sql,
  { wallet, queryId, at, now }: { wallet: string; queryId: number; at: Cursor; now: Date },
): Promise<bigint | null> {
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE outgoing_batch SET state = 'accepted', since = $5, landed_lt = $3, landed_hash = $4
     WHERE id = (
       SELECT id FROM outgoing_batch WHERE wallet = $1 AND query_id = $2 AND state IN ('prepared', 'sent')
       ORDER BY id DESC LIMIT 1
     ) RETURNING id`,
    [wallet, queryId, at.lt, at.hash, now],
  );
  return rows[0] ? BigInt(rows[0].id) : null;
}

/** The wallet has carried out the batch under this query id. @returns null when none of ours is under way there. */
export async function landBatch(
  sql: Sql,
  { wallet, queryId, now }: { wallet: string; queryId: number; now: Date },
): Promise<bigint | null> {
  const { rows } = await sql.query<{ id: string }>(
    `UPDATE outgoing_batch SET state = 'landed', since = $3
     WHERE id = (
       SELECT id FROM outgoing_batch WHERE wallet = $1 AND query_id = $2 AND state = 'accepted' ORDER BY id DESC LIMIT 1
     ) RETURNING id`,
    [wallet, queryId, now],
  );
  return rows[0] ? BigInt(rows[0].id) : null;
}

/** Notes which messages left the wallet. @returns what of their value stays ours at their receivers. */
export async function noteLeft(
  sql: Sql,
  wallet: string,
  sent: readonly { id: bigint; destination: string }[],
  at: Cursor,
): Promise<bigint> {
  const { rows } = await sql.query<{ amount: string }>(
    `WITH left_now AS (
       UPDATE outgoing o SET sent_lt = $4, sent_hash = $5,
         state = CASE o.kind WHEN 'credit' THEN 'done' ELSE o.state END,
         delivered_lt = CASE o.kind WHEN 'credit' THEN $4 ELSE o.delivered_lt END,
         delivered_hash = CASE o.kind WHEN 'credit' THEN $5 ELSE o.delivered_hash END
       FROM unnest($2::bigint[], $3::text[]) AS s(id, destination)
       WHERE o.wallet = $1 AND o.id = s.id AND o.destination = s.destination AND o.sent_lt IS NULL
       RETURNING o.amount_nano
     ) SELECT COALESCE(sum(amount_nano), 0) AS amount FROM left_now`,
    [wallet, sent.map(({ id }) => id), sent.map(({ destination }) => destination), at.lt, at.hash],
  );
  return BigInt(rows[0]?.amount ?? 0);
}

/** What a batch did not send, though it landed, waits again. @returns how many. */
export async function requeueUnsent(sql: Sql, batchId: bigint, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE outgoing SET state = 'waiting', reason = 'treasury_low', batch_id = NULL, since = $2, left_out = left_out + 1
     WHERE batch_id = $1 AND state = 'batched' AND sent_lt IS NULL`,
    [batchId, now],
  );
  return rowCount ?? 0;
}

/** A message came back to the wallet. @returns what of its value had been ours at its receiver; null for a stranger's. */
export async function noteReturned(
  sql: Sql,
  message: { wallet: string; id: bigint; source: string; at: Cursor },
): Promise<bigint | null> {
  const { rows } = await sql.query<{ amount_nano: string }>(
    `UPDATE outgoing SET returned_lt = $4
     WHERE id = $2 AND wallet = $1 AND destination = $3 AND sent_lt IS NOT NULL AND returned_lt IS NULL
     RETURNING amount_nano`,
    [message.wallet, message.id, message.source, message.at.lt],
  );
  return rows[0] ? BigInt(rows[0].amount_nano) : null;
}

/** Whether a batch's time may be over by the chain's clock. */
export async function hasOverdue(sql: Sql, wallet: string, chainNow: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT 1 FROM outgoing_batch WHERE wallet = $1 AND state IN ('prepared', 'sent') AND valid_until <= $2 LIMIT 1`,
    [wallet, chainNow],
  );
  return rowCount === 1;
}

/** Gives up batches that can never land any more: their messages wait again. @returns how many messages. */
export async function expireBatches(sql: Sql, wallet: string, chainNow: Date, now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `WITH expired AS (
       UPDATE outgoing_batch SET state = 'expired', since = $3
       WHERE wallet = $1 AND state IN ('prepared', 'sent') AND valid_until <= $2 RETURNING id
     )
     UPDATE outgoing o SET state = 'waiting', reason = 'order_expired', batch_id = NULL, since = $3
     FROM expired e WHERE o.batch_id = e.id AND o.state = 'batched'`,
    [wallet, chainNow, now],
  );
  return rowCount ?? 0;
}
