import type { CatalogHardwareRow, CatalogModelRow, CloudPriceRow } from '../catalog/shapes.ts';
import type { ListingView } from '../listings/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

export interface ReviewItem {
  listing: ListingView;
  provider: {
    accountId: string;
    firstName: string;
    username: string | null;
    createdAt: number;
    /** How many listings this provider has made, this one included. */
    listings: number;
  };
  waitingSinceMs: number;
  /** How long a review may take, counted from `waitingSinceMs`. */
  slaMs: number;
}

export interface ReviewInput {
  listingId: string;
  decision: 'approve' | 'reject';
  reason?: string | undefined;
}

export interface AuditItem {
  id: string;
  /** Its place in the chain, and its hash. */
  seq: number;
  hash: string;
  /** Null: the market itself. */
  actorName: string | null;
  action: string;
  subject: string;
  /** The reason by code, and in free words. */
  code: string | null;
  reason: string | null;
  /** What it rests on, as JSON. */
  facts: string | null;
  atMs: number;
}

export interface AuditPage {
  items: AuditItem[];
  next: string | null;
}

/** What waits for a person in one room of the admin page. */
export interface Waiting {
  waiting: number;
  /** Of these: longer than was promised. */
  late: number;
}

/** By room. Whoever adds a room where somebody may wait adds a line, and its count in `adminWaiting`. */
export interface AdminWaiting {
  review: Waiting;
}

/** What may be sold and on what, and what clouds ask for the same. */
export interface CatalogueView {
  models: CatalogModelRow[];
  hardware: CatalogHardwareRow[];
  prices: CloudPriceRow[];
}
