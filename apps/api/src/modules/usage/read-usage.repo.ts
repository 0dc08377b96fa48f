import type { AccountId, Signed } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { writtenAfterMs } from './job-time.ts';
import { readJourney, type StoredJourney } from './read-journey.ts';
import type { Journey, UsageFilter, UsageReceipt, UsageRow } from './shapes.ts';
import { toUsageRow, USAGE_COLUMNS, type UsageColumns } from './usage-columns.ts';
import { conditionsOf } from './usage-conditions.ts';

/** A place in a list that is sorted by time: the row before the next page. */
export interface PageCursor {
  atMs: number;
  jobId: string;
}

/** An account's requests that pass the filter, newest first. */
export async function readUsage(
  sql: Sql,
  accountId: AccountId,
  filter: UsageFilter,
  cursor: PageCursor | null,
  limit: number,
): Promise<UsageRow[]> {
  const { where, values } = conditionsOf(accountId, filter, cursor);
  const { rows } = await sql.query<UsageColumns>(
    `SELECT ${USAGE_COLUMNS} FROM usage u LEFT JOIN api_key k ON k.id = u.api_key_id
     WHERE ${where} ORDER BY u.created_at DESC, u.job_id DESC LIMIT ${Math.trunc(limit)}`,
    values,
  );
  return rows.map(toUsageRow);
}

interface ReceiptColumns extends UsageColumns {
  decision: unknown;
  receipt: string | null;
  receipt_signature: string | null;
  node_id: string | null;
  identity_key: string | null;
}

/** One request of an account, with its journey and receipt; null when there is none. */
export async function readUsageReceipt(sql: Sql, accountId: AccountId, jobId: string): Promise<UsageReceipt | null> {
  const { rows } = await sql.query<ReceiptColumns>(
    `SELECT ${USAGE_COLUMNS}, u.decision, u.receipt, u.receipt_signature, u.node_id, n.identity_key
     FROM usage u LEFT JOIN api_key k ON k.id = u.api_key_id LEFT JOIN node n ON n.id = u.node_id
     WHERE u.account_id = $1 AND u.job_id = $2 AND u.created_at >= $3`,
    [accountId, jobId, new Date(writtenAfterMs(jobId))],
  );
  const [row] = rows;
  if (!row) return null;
  const { receipt: text, receipt_signature: signature, node_id: nodeId, identity_key: identityKey } = row;
  const receipt: Signed | null = text !== null && signature !== null ? { text, signature } : null;
  return {
    row: toUsageRow(row),
    journey: await withTitles(sql, readJourney(row.decision)),
    receipt,
    node: nodeId && identityKey ? { nodeId, identityKey } : null,
  };
}

/** Machines are known to people by the listing that they stand for. */
async function withTitles(sql: Sql, journey: StoredJourney): Promise<Journey> {
  const { rows } = await sql.query<{ id: string; title: string }>(
    'SELECT n.id, l.title FROM node n JOIN listing l ON l.id = n.listing_id WHERE n.id = ANY($1::uuid[])',
    [journey.attempts.map(({ nodeId }) => nodeId)],
  );
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  const attempts = journey.attempts.map((it) => ({ ...it, listingTitle: titles.get(it.nodeId) ?? null }));
  return { ...journey, attempts };
}
