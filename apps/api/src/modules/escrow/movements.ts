import { fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { type MovementCursor, readMovements } from './movements.repo.ts';
import type { MovementPage } from './shapes.ts';

const DEFAULT_LIMIT = 30;

/** An account's deposits, refunds, spendings, earnings and open holds, newest first, page by page. */
export async function movements(
  { db }: { db: Database },
  actor: Actor,
  { cursor, limit = DEFAULT_LIMIT }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Result<MovementPage>> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && !after) {
    return fail('invalid_input', { field: 'cursor', hint: 'Start from the first page.' });
  }
  const rows = await readMovements(db.pool, actor.accountId, after, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return ok({ items, next: rows.length > limit && last ? `${last.atMs}_${last.id}` : null });
}

function parseCursor(text: string): MovementCursor | null {
  const match = /^(\d{1,15})_([\w:-]{1,120})$/.exec(text);
  return match?.[1] && match[2] ? { atMs: Number(match[1]), id: match[2] } : null;
}
