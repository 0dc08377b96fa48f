import { isErrorCode } from '@spindle/shared';
import { type ChainTransaction, messageToBytes } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';
import type { Delivery, Outgoing, OutgoingKind, OutgoingMessage, OutgoingReason, OutgoingState } from './outgoing.ts';

interface OutgoingColumns {
  id: string;
  key: string;
  kind: OutgoingKind;
  wallet: string;
  destination: string;
  value_nano: string;
  amount_nano: string;
  state: OutgoingState;
  reason: string | null;
  since: Date;
  delivered_hash: string | null;
}

const COLUMNS = 'id, key, kind, wallet, destination, value_nano, amount_nano, state, reason, since, delivered_hash';

/** Writes a message down, under the id that its body names. A wish that is there already stays as it is, or hurries. */
export async function insertOutgoing(
  sql: Sql,
  wallet: string,
  message: OutgoingMessage,
  now: Date,
): Promise<{ outgoing: Outgoing; isNew: boolean }> {
  const known = await hurryOutgoing(sql, message.key, message.priority);
  if (known) return { outgoing: known, isNew: false };
  const id = await nextId(sql);
  const { body, stateInit } = messageToBytes({ body: message.body(id), init: message.init ?? null });
  const { rows } = await sql.query<OutgoingColumns>(
    `INSERT INTO outgoing (id, key, kind, wallet, destination, value_nano, amount_nano, body, state_init, priority,
       state, since, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $11, $11)
     ON CONFLICT (key) DO NOTHING RETURNING ${COLUMNS}`,
    [
      id,
      message.key,
      message.kind,
      wallet,
      message.destination,
      message.valueNano,
      message.amountNano ?? 0n,
      body,
      stateInit,
      message.priority,
      now,
    ],
  );
  if (rows[0]) return { outgoing: toOutgoing(rows[0]), isNew: true };
  // Another broker had the same wish in the same moment, and has written it down by now.
  const other = await findOutgoing(sql, message.key);
  if (!other) throw new Error('a message is neither new nor there');
  return { outgoing: other, isNew: false };
}

async function nextId(sql: Sql): Promise<bigint> {
  const { rows } = await sql.query<{ id: string }>(`SELECT nextval('outgoing_id_seq') AS id`);
  return BigInt(rows[0]?.id ?? 0);
}

/** @returns null when there is none of this key. */
export async function findOutgoing(sql: Sql, key: string): Promise<Outgoing | null> {
  const { rows } = await sql.query<OutgoingColumns>(`SELECT ${COLUMNS} FROM outgoing WHERE key = $1`, [key]);
  return rows[0] ? toOutgoing(rows[0]) : null;
}

async function hurryOutgoing(sql: Sql, key: string, priority: number): Promise<Outgoing | null> {
  await sql.query(`UPDATE outgoing SET priority = $2 WHERE key = $1 AND state = 'waiting' AND priority > $2`, [
    key,
    priority,
  ]);
  return findOutgoing(sql, key);
}

/** Gives up a message that still waits. @returns false when it may be on its way, or is done. */
export async function dropOutgoing(sql: Sql, key: string, reason: OutgoingReason, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE outgoing SET state = 'dropped', reason = $2, since = $3 WHERE key = $1 AND state = 'waiting'`,
    [key, reason, now],
  );
  return rowCount === 1;
}

export interface Ending {
  id: bigint;
  source: string;
  state: Delivery['state'];
  reason: OutgoingReason | null;
  now: Date;
}

/** The receiver has it: this ends a message, once, wherever we thought that it was. @returns null when it is not ours. */
export async function endOutgoing(sql: Sql, transaction: ChainTransaction, ending: Ending): Promise<Outgoing | null> {
  const { rows } = await sql.query<OutgoingColumns>(
    `UPDATE outgoing SET state = $4, reason = $5, exit_code = $6, since = $7, delivered_lt = $8, delivered_hash = $9
     WHERE id = $1 AND destination = $2 AND wallet = $3 AND state IN ('waiting', 'batched') RETURNING ${COLUMNS}`,
    [
      ending.id,
      transaction.account,
      ending.source,
      ending.state,
      ending.reason,
      transaction.exitCode,
      ending.now,
      transaction.lt,
      transaction.hash,
    ],
  );
  return rows[0] ? toOutgoing(rows[0]) : null;
}

const toOutgoing = (row: OutgoingColumns): Outgoing => ({
  id: BigInt(row.id),
  key: row.key,
  kind: row.kind,
  wallet: row.wallet,
  destination: row.destination,
  valueNano: BigInt(row.value_nano),
  amountNano: BigInt(row.amount_nano),
  state: row.state,
  reason: row.reason !== null && isErrorCode(row.reason) ? row.reason : null,
  sinceMs: row.since.getTime(),
  deliveredHash: row.delivered_hash,
});
