import type { DataPolicy, ErrorCode, Tier, TokenPrice } from '@spindle/shared';
import type { ListingNode, MarketNode } from './shapes.ts';

// What listings give to modules that stand later in the order, and what they ask of them.

/** A live offer as routing needs it. */
export interface OfferRow {
  offerId: string;
  listingId: string;
  providerAccountId: string;
  tier: Tier;
  region: string;
  dataPolicy: DataPolicy;
  modelId: string;
  revision: string;
  contextLength: number;
  price: TokenPrice;
  /** What batches pay less. */
  batchDiscountPercent: number;
}

/** What listings must know of a linked node; the nodes' module knows more. */
export interface ListingPresence {
  nodeId: string;
  slots: number;
  busy: number;
  isDraining: boolean;
  /** Why its owner lets it take no work, as a code. */
  refusing: string | null;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
  linkedSinceMs: number;
  /** Whether canaries suspect it. Left out where nobody asked any. */
  isSuspected?: boolean;
  /** Whether buyers are sent to it. */
  circuit: { state: 'closed' | 'open' | 'half_open'; sinceMs: number; lastCode: ErrorCode | null };
  manifest: { models: readonly { model: string; revision: string; abilities: readonly string[] }[] };
  /** Models of the manifest that answer now. */
  loadedModels: ReadonlySet<string>;
  /** Why others do not, as the node says: a code for each. */
  troubles?: ReadonlyMap<string, string>;
}

/** What listings must know of a node that has joined, linked or not. Retired nodes are left out. */
export interface JoinedNode extends MarketNode, Omit<ListingNode, 'status'> {
  listingId: string;
}

/** Nodes of listings: modules come in an order, and nodes come after listings, so these are passed in. */
export interface NodesOfListings {
  presencesOf(listingId: string): readonly ListingPresence[];
  nodesOf(listingIds: readonly string[]): Promise<readonly JoinedNode[]>;
  /** Tells linked nodes what their listings offer now. */
  offersChanged(): Promise<void>;
  /** Says goodbye to the linked nodes of these listings, whose machines have been retired. */
  unlink(listingIds: readonly string[]): void;
}

export interface ListingEarnings {
  earnedNano: bigint;
  requests: number;
  /** When the last paid request ended. */
  lastAtMs: number | null;
}

/** What listings have earned: known by usage, passed in. Listings that earned nothing may be left out. */
export type EarningsOfListings = (listingIds: readonly string[]) => Promise<ReadonlyMap<string, ListingEarnings>>;
