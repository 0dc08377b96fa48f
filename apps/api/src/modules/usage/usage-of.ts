import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { UsagePage, UsageReceipt } from './shapes.ts';
import { type PageCursor, readUsage, readUsageReceipt } from './usage-views.repo.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface UsageInput {
  /** `next` of the page before. */
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** An account's requests, newest first. Refusal: `invalid_input` for a cursor that is none. */
export async function usageOf(
  { db }: { db: Database },
  actor: { accountId: AccountId },
  { cursor, limit = DEFAULT_LIMIT }: UsageInput,
): Promise<Result<UsagePage>> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && !after)
    return fail('invalid_input', { field: 'cursor', hint: 'Start from the first page.' });
  const size = Math.min(Math.max(1, Math.trunc(limit)), MAX_LIMIT);
  const rows = await readUsage(db.pool, actor.accountId, after, size + 1);
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return ok({ items, next: rows.length > size && last ? `${last.atMs}_${last.jobId}` : null });
}

/** One request with the receipt that its node signed. Refusal: `not_found`, also for other people's requests. */
export async function receiptOf(
  { db }: { db: Database },
  actor: { accountId: AccountId },
  { jobId }: { jobId: string },
): Promise<Result<UsageReceipt>> {
  const found = UUID.test(jobId) ? await readUsageReceipt(db.pool, actor.accountId, jobId) : null;
  return found ? ok(found) : fail('not_found', { what: 'request' });
}

function parseCursor(cursor: string): PageCursor | null {
  const [at = '', jobId = ''] = cursor.split('_');
  return /^\d{1,14}$/.test(at) && UUID.test(jobId) ? { atMs: Number(at), jobId } : null;
}
