import type { AccountId, Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { UsageFilter, UsagePage, UsageRow } from './shapes.ts';
import { MAX_PAGE, usageOf } from './usage-of.ts';

/**
 * Every request that passes the filter, newest first, a page at a time: no more than one page is ever in memory, and the
 * next is read only when it is asked for. Rows that are written meanwhile are newer than the first page and left out.
 * Refusal: as of {@link usageOf}, before anything is given.
 */
export async function usageExport(
  deps: { db: Database },
  actor: { accountId: AccountId },
  filter: UsageFilter,
): Promise<Result<AsyncIterable<UsageRow[]>>> {
  const first = await usageOf(deps, actor, { ...filter, limit: MAX_PAGE });
  return first.ok ? { ok: true, value: pagesFrom(deps, actor, filter, first.value) } : first;
}

async function* pagesFrom(
  deps: { db: Database },
  actor: { accountId: AccountId },
  filter: UsageFilter,
  first: UsagePage,
): AsyncGenerator<UsageRow[]> {
  for (let page = first; ; ) {
    if (page.items.length > 0) yield page.items;
    if (page.next === null) return;
    const more = await usageOf(deps, actor, { ...filter, limit: MAX_PAGE, cursor: page.next });
    if (!more.ok) throw new Error(`a page's own cursor was refused: ${more.fault.code}`);
    page = more.value;
  }
}
