import { ok, type Result, type Tier } from '@spindle/shared';
import type { MarketDeps } from './market.ts';
import type { OtherListing } from './shapes.ts';

const MOST = 20;

/** What else the provider of a listing sells, what was listed last on top. */
export async function otherListings(
  { db, nodes }: Pick<MarketDeps, 'db' | 'nodes'>,
  { listingId }: { listingId: string },
): Promise<Result<OtherListing[]>> {
  const { rows } = await db.pool.query<{ id: string; title: string; tier: Tier; models: string[] }>(
    `SELECT l.id, l.title, l.tier, array_agg(m.name ORDER BY m.sort_order) AS models
       FROM listing this JOIN listing l ON l.account_id = this.account_id AND l.id <> this.id AND l.state = 'live'
       JOIN account a ON a.id = l.account_id AND a.banned_reason IS NULL
       JOIN offer o ON o.listing_id = l.id AND o.is_active JOIN catalog_model m ON m.id = o.model_id
      WHERE this.id = $1 AND this.state NOT IN ('in_review', 'rejected')
      GROUP BY l.id ORDER BY l.created_at DESC, l.id LIMIT $2`,
    [listingId, MOST],
  );
  const isOnline = (id: string) => nodes.presencesOf(id).length > 0;
  return ok(rows.map(({ id, ...shown }) => ({ listingId: id, ...shown, isOnline: isOnline(id) })));
}
