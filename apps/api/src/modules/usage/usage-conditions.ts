import type { AccountId } from '@spindle/shared';
import type { UsageFilter } from './shapes.ts';

/** The word for "no API key" where a key's id is expected. */
export const MINI_APP = 'app';

interface Place {
  atMs: number;
  jobId: string;
}

/**
 * The SQL condition on rows `u` of `usage`, and its values. The bounds in time stand as plain comparisons beside the
 * cursor's pair, since Postgres leaves out partitions by those alone.
 */
export function conditionsOf(
  accountId: AccountId,
  filter: UsageFilter,
  after: Place | null,
): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const value = (it: unknown): string => `$${values.push(it)}`;
  const parts = [`u.account_id = ${value(accountId)}`];
  if (filter.fromMs !== undefined) parts.push(`u.created_at >= ${value(new Date(filter.fromMs))}`);
  if (filter.toMs !== undefined) parts.push(`u.created_at < ${value(new Date(filter.toMs))}`);
  if (filter.modelId !== undefined) parts.push(`u.model_id = ${value(filter.modelId)}`);
  if (filter.key === MINI_APP) parts.push('u.api_key_id IS NULL');
  else if (filter.key !== undefined) parts.push(`u.api_key_id = ${value(filter.key)}::uuid`);
  if (filter.kind !== undefined) parts.push(`u.kind = ${value(filter.kind)}`);
  if (filter.listingId !== undefined) parts.push(`u.listing_id = ${value(filter.listingId)}::uuid`);
  if (filter.end !== undefined) {
    parts.push(`u."end" = ${value(filter.end)}`);
    // Said aloud, so that the index of what is not complete serves whatever the value turns out to be.
    if (filter.end !== 'complete') parts.push(`u."end" <> 'complete'`);
  }
  if (after) {
    const at = value(new Date(after.atMs));
    parts.push(`u.created_at <= ${at}`, `(u.created_at, u.job_id) < (${at}, ${value(after.jobId)}::uuid)`);
  }
  return { where: parts.join(' AND '), values };
}
