import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { Movement } from './shapes.ts';

export interface MovementCursor {
  atMs: number;
  id: string;
}

/** One kind of movement: where it stands, and its columns. Each is limited by itself, so that a page stays cheap. */
const SOURCES = [
  {
    table: 'deposit',
    owner: 'account_id',
    at: 'happened_at',
    kind: 'deposit',
    id: `'deposit:' || hash`,
    amount: 'amount_nano',
    rest: 'NULL::uuid AS job_id, NULL AS model_id, hash, channel_address AS channel, NULL::bigint AS besides',
    where: 'true',
  },
  {
    table: 'refund',
    owner: 'account_id',
    at: 'happened_at',
    kind: 'refund',
    id: `'refund:' || hash`,
    amount: '-amount_nano',
    rest: 'NULL::uuid AS job_id, NULL AS model_id, hash, channel_address AS channel, paid_nano - amount_nano AS besides',
    where: 'true',
  },
  {
    table: 'usage',
    owner: 'account_id',
    at: 'created_at',
    kind: 'spend',
    id: `'spend:' || job_id`,
    amount: '-cost_nano',
    rest: 'job_id, model_id, NULL AS hash, NULL AS channel, NULL::bigint AS besides',
    where: 'cost_nano > 0',
  },
  {
    table: 'usage',
    owner: 'provider_id',
    at: 'created_at',
    kind: 'earn',
    id: `'earn:' || job_id`,
    amount: 'cost_nano - fee_nano',
    rest: 'job_id, model_id, NULL AS hash, NULL AS channel, NULL::bigint AS besides',
    where: 'cost_nano > 0',
  },
  {
    table: 'hold',
    owner: 'account_id',
    at: 'created_at',
    kind: 'hold',
    id: `'hold:' || job_id`,
    amount: '-amount_nano',
    rest: 'job_id, NULL AS model_id, NULL AS hash, NULL AS channel, NULL::bigint AS besides',
    where: `state = 'open'`,
  },
] as const;

const MOVEMENTS = `SELECT * FROM (${SOURCES.map(
  ({ table, owner, at, kind, id, amount, rest, where }) =>
    `(SELECT '${kind}' AS kind, ${id} AS id, ${amount} AS amount, ${at} AS at, ${rest} FROM ${table}
      WHERE ${owner} = $1 AND ${where} AND ($2::timestamptz IS NULL OR (${at}, ${id}) < ($2, $3))
      ORDER BY ${at} DESC, ${id} DESC LIMIT $4)`,
).join(' UNION ALL ')}) all_kinds ORDER BY at DESC, id DESC LIMIT $4`;

interface MovementColumns {
  kind: Movement['kind'];
  id: string;
  amount: string;
  at: Date;
  job_id: string | null;
  model_id: string | null;
  hash: string | null;
  channel: string | null;
  besides: string | null;
}

/** An account's movements, newest first. */
export async function readMovements(
  sql: Sql,
  accountId: AccountId,
  after: MovementCursor | null,
  limit: number,
): Promise<Movement[]> {
  const { rows } = await sql.query<MovementColumns>(MOVEMENTS, [
    accountId,
    after ? new Date(after.atMs) : null,
    after?.id ?? '',
    limit,
  ]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amountNano: BigInt(row.amount),
    atMs: row.at.getTime(),
    ...(row.job_id && { jobId: row.job_id }),
    ...(row.model_id && { modelId: row.model_id }),
    ...(row.hash && { transactionHash: row.hash }),
    ...(row.channel && { channel: row.channel }),
    ...(row.besides && { besidesNano: BigInt(row.besides) }),
  }));
}
