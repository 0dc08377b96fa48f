import { type BatchMessage, messageFromBytes, type SignedBatch } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';

/** A message that waits, as a batch takes it. */
export interface WaitingMessage extends BatchMessage {
  id: bigint;
  kind: string;
}

/**
 * Most urgent first. Locked until the transaction ends; those that are just being ended are passed over. What an order
 * left out, though we had thought that there were coins enough, waits for 10 s, then 20, at most an hour: a message that
 * the chain does not send must not cost an order in each round.
 */
export async function takeWaiting(sql: Sql, wallet: string, limit: number, now: Date): Promise<WaitingMessage[]> {
  const { rows } = await sql.query<{
    id: string;
    kind: string;
    destination: string;
    value_nano: string;
    body: Buffer;
    state_init: Buffer | null;
  }>(
    `SELECT id, kind, destination, value_nano, body, state_init FROM outgoing
     WHERE wallet = $1 AND state = 'waiting'
       AND (left_out = 0 OR since <= $3::timestamptz - LEAST(3600, 5 * 2 ^ LEAST(left_out, 10)) * interval '1 second')
     ORDER BY priority, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`,
    [wallet, limit, now],
  );
  return rows.map((row) => ({
    id: BigInt(row.id),
    kind: row.kind,
    destination: row.destination,
    valueNano: BigInt(row.value_nano),
    ...messageFromBytes({ body: row.body, stateInit: row.state_init }),
  }));
}

/** What is promised to batches that the wallet's booked balance does not show yet. */
export async function readCommitments(
  sql: Sql,
  wallet: string,
): Promise<{ batches: number; orders: number; messages: number; valueNano: bigint }> {
  const { rows } = await sql.query<{ batches: string; orders: string; messages: string; value: string }>(
    `SELECT count(DISTINCT b.id) AS batches, count(DISTINCT b.id) FILTER (WHERE b.state <> 'accepted') AS orders,
       count(o.id) AS messages, COALESCE(sum(o.value_nano), 0) AS value
     FROM outgoing_batch b LEFT JOIN outgoing o ON o.batch_id = b.id AND o.state = 'batched' AND o.sent_lt IS NULL
     WHERE b.wallet = $1 AND b.state IN ('prepared', 'sent', 'accepted')`,
    [wallet],
  );
  const [row] = rows;
  return {
    batches: Number(row?.batches ?? 0),
    orders: Number(row?.orders ?? 0),
    messages: Number(row?.messages ?? 0),
    valueNano: BigInt(row?.value ?? 0),
  };
}

export async function nextBatchId(sql: Sql): Promise<bigint> {
  const { rows } = await sql.query<{ id: string }>(`SELECT nextval('outgoing_batch_id_seq') AS id`);
  return BigInt(rows[0]?.id ?? 0);
}

export interface NewBatch extends SignedBatch {
  id: bigint;
  wallet: string;
  queryId: number;
  validFrom: Date;
  validUntil: Date;
  messageIds: bigint[];
  now: Date;
}

/** Writes a batch down with the messages that it carries: before it is sent, so that nothing is ever sent unknown. */
export async function insertBatch(sql: Sql, batch: NewBatch): Promise<void> {
  await sql.query(
    `INSERT INTO outgoing_batch (id, wallet, query_id, valid_from, valid_until, boc, message_hash, state, since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'prepared', $8)`,
    [
      batch.id,
      batch.wallet,
      batch.queryId,
      batch.validFrom,
      batch.validUntil,
      Buffer.from(batch.boc, 'base64'),
      batch.messageHash,
      batch.now,
    ],
  );
  await sql.query(
    `UPDATE outgoing SET state = 'batched', batch_id = $2, reason = NULL, since = $3 WHERE id = ANY($1)`,
    [batch.messageIds, batch.id, batch.now],
  );
}

/** Says of messages that they wait because the wallet is too poor. @returns how many did not wait for that before. */
export async function markTooDear(sql: Sql, ids: readonly bigint[], now: Date): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE outgoing SET reason = 'treasury_low', since = $2 WHERE id = ANY($1) AND reason IS DISTINCT FROM 'treasury_low'`,
    [ids, now],
  );
  return rowCount ?? 0;
}

export interface UndecidedBatch {
  id: bigint;
  /** Base64. */
  boc: string;
}

/** Batches that are not known to have been taken, and were not sent since `before`. */
export async function batchesToSend(sql: Sql, wallet: string, before: Date): Promise<UndecidedBatch[]> {
  const { rows } = await sql.query<{ id: string; boc: Buffer }>(
    `SELECT id, boc FROM outgoing_batch
     WHERE wallet = $1 AND state IN ('prepared', 'sent') AND (sent_at IS NULL OR sent_at < $2) ORDER BY id LIMIT 16`,
    [wallet, before],
  );
  return rows.map(({ id, boc }) => ({ id: BigInt(id), boc: boc.toString('base64') }));
}

/** A batch was handed to the network; whether it took it is told by `isTaken`, and the chain tells the rest. */
export async function noteSent(sql: Sql, id: bigint, isTaken: boolean, now: Date): Promise<void> {
  await sql.query(
    `UPDATE outgoing_batch SET sent_at = $3, sends = sends + 1,
       state = CASE WHEN $2 THEN 'sent' ELSE state END, since = CASE WHEN $2 AND state = 'prepared' THEN $3 ELSE since END
     WHERE id = $1 AND state IN ('prepared', 'sent')`,
    [id, isTaken, now],
  );
}
