import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { type MovementCursor, readMovements } from './movements.repo.ts';
import type { Movement, MovementPage, StatementPeriod } from './shapes.ts';

const DEFAULT_LIMIT = 30;
const STATEMENT_PAGE = 500;

/** Everything that happened to an account's money, newest first, page by page. */
export async function movements(
  { db }: { db: Database },
  actor: Actor,
  { cursor, limit = DEFAULT_LIMIT }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Result<MovementPage>> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && !after) {
    return fail('invalid_input', { field: 'cursor', hint: 'Start from the first page.' });
  }
  const rows = await readMovements(db.pool, actor.accountId, { after, fromMs: null, toMs: null, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return ok({ items, next: rows.length > limit && last ? `${last.atMs}_${last.id}` : null });
}

/**
 * Every movement of a period, newest first, a page at a time: the next is read only when it is asked for. What happens
 * meanwhile is newer than the first page and left out.
 * @returns the first page's failure, if the database fails, before anything is given.
 */
export async function statementOf(
  { db }: { db: Database },
  accountId: AccountId,
  { fromMs = null, toMs = null }: { [Edge in keyof StatementPeriod]: StatementPeriod[Edge] | null },
): Promise<AsyncIterable<Movement[]>> {
  const read = (after: MovementCursor | null) =>
    readMovements(db.pool, accountId, { after, fromMs, toMs, limit: STATEMENT_PAGE });
  return pagesFrom(await read(null), read);
}

async function* pagesFrom(
  first: Movement[],
  read: (after: MovementCursor) => Promise<Movement[]>,
): AsyncGenerator<Movement[]> {
  for (let page = first; ; ) {
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < STATEMENT_PAGE) return;
    page = await read({ atMs: last.atMs, id: last.id });
  }
}

function parseCursor(text: string): MovementCursor | null {
  const match = /^(\d{1,15})_([\w:-]{1,120})$/.exec(text);
  return match?.[1] && match[2] ? { atMs: Number(match[1]), id: match[2] } : null;
}
