import { fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { type Payout, type PayoutCursor, readPayouts } from './payouts.repo.ts';
import type { PayoutPage, PayoutView } from './shapes.ts';

const DEFAULT_LIMIT = 30;

/** A provider's payouts with their transactions, newest first, page by page. */
export async function payoutHistory(
  { db }: { db: Database },
  actor: Actor,
  { cursor, limit = DEFAULT_LIMIT }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Result<PayoutPage>> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && !after) {
    return fail('invalid_input', { field: 'cursor', hint: 'Start from the first page.' });
  }
  const rows = await readPayouts(db.pool, actor.accountId, after, limit + 1);
  const items = rows.slice(0, limit).map(toPayoutView);
  const last = items.at(-1);
  return ok({ items, next: rows.length > limit && last ? `${last.createdAtMs}_${last.id}` : null });
}

export function toPayoutView({ accountId: _, cumulativeNano: __, outgoingKey: ___, ...view }: Payout): PayoutView {
  return view;
}

function parseCursor(text: string): PayoutCursor | null {
  const match = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  return match?.[1] && match[2] ? { atMs: Number(match[1]), id: match[2] } : null;
}
