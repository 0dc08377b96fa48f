import type { AccountId, ErrorCode } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { MOVEMENT_SOURCES, type MovementSource } from './movement-sources.ts';
import type { Movement } from './shapes.ts';

export interface MovementCursor {
  atMs: number;
  id: string;
}

export interface MovementWindow {
  /** Older than this one. */
  after: MovementCursor | null;
  fromMs: number | null;
  /** Up to, and without. */
  toMs: number | null;
  limit: number;
}

/** Each kind is limited by itself, so that a page stays cheap. */
const select = ({ from, owner, at, kind, id, where = 'true', columns = {} }: MovementSource): string => {
  const own = { ...NOTHING_MORE, ...columns };
  const said = Object.entries(own).map(([name, value]) => `${value} AS ${name}`);
  return `(SELECT ${kind} AS kind, ${id} AS id, ${at} AS at, ${said.join(', ')} FROM ${from}
    WHERE ${owner} = $1 AND ${where} AND ($2::timestamptz IS NULL OR (${at}, ${id}) < ($2, $3))
      AND ($5::timestamptz IS NULL OR ${at} >= $5) AND ($6::timestamptz IS NULL OR ${at} < $6)
    ORDER BY ${at} DESC, ${id} DESC LIMIT $4)`;
};

/** What a kind of movement has not. */
const NOTHING_MORE = {
  amount: '0::bigint',
  moved: 'NULL::bigint',
  state: `'final'`,
  reason: 'NULL',
  since: 'NULL::timestamptz',
  job_id: 'NULL::uuid',
  model_id: 'NULL',
  hash: 'NULL',
  channel: 'NULL',
  besides: 'NULL::bigint',
  dispute_id: 'NULL::uuid',
};

const MOVEMENTS = `SELECT * FROM (${MOVEMENT_SOURCES.map(select).join(' UNION ALL ')}) all_kinds
  ORDER BY at DESC, id DESC LIMIT $4`;

interface MovementColumns {
  kind: Movement['kind'];
  id: string;
  at: Date;
  amount: string;
  moved: string | null;
  state: Movement['state'];
  reason: ErrorCode | null;
  since: Date | null;
  job_id: string | null;
  model_id: string | null;
  hash: string | null;
  channel: string | null;
  besides: string | null;
  dispute_id: string | null;
}

/** An account's movements, newest first. */
export async function readMovements(
  sql: Sql,
  accountId: AccountId,
  { after, fromMs, toMs, limit }: MovementWindow,
): Promise<Movement[]> {
  const { rows } = await sql.query<MovementColumns>(MOVEMENTS, [
    ...[accountId, after && new Date(after.atMs), after?.id ?? '', limit],
    ...[fromMs === null ? null : new Date(fromMs), toMs === null ? null : new Date(toMs)],
  ]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountNano: BigInt(row.amount),
    atMs: row.at.getTime(),
    state: row.state,
    ...(row.moved !== null && { movedNano: BigInt(row.moved) }),
    ...(row.reason && { reason: row.reason }),
    ...(row.since && { sinceMs: row.since.getTime() }),
    ...(row.job_id && { jobId: row.job_id }),
    ...(row.model_id && { modelId: row.model_id }),
    ...(row.hash && { transactionHash: row.hash }),
    ...(row.channel && { channel: row.channel }),
    ...(row.besides && { besidesNano: BigInt(row.besides) }),
    ...(row.dispute_id && { disputeId: row.dispute_id }),
  }));
}
