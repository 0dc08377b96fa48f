import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import { checkFilter, UUID } from './check-filter.ts';
import { type PageCursor, readUsage, readUsageReceipt } from './read-usage.repo.ts';
import type { UsageInput, UsagePage, UsageReceipt } from './shapes.ts';

const DEFAULT_LIMIT = 20;
/** Rows of one page at most. */
export const MAX_PAGE = 1_000;

/** An account's requests that pass the filter, newest first. Refusal: `invalid_input` for a filter or cursor that is none. */
export async function usageOf(
  { db }: { db: Database },
  actor: { accountId: AccountId },
  { cursor, limit = DEFAULT_LIMIT, ...filter }: UsageInput,
): Promise<Result<UsagePage>> {
  const checked = checkFilter(filter);
  if (!checked.ok) return checked;
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && !after)
    return fail('invalid_input', { field: 'cursor', hint: 'Start from the first page.' });
  const size = Math.min(Math.max(1, Math.trunc(limit)), MAX_PAGE);
  const rows = await readUsage(db.pool, actor.accountId, filter, after, size + 1);
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return ok({ items, next: rows.length > size && last ? `${last.atMs}_${last.jobId}` : null });
}

/** One request with its journey and the receipt that its node signed. Refusal: `not_found`, also for other people's. */
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
