import type { DataPolicy, ErrorCode, Tier, TokenPrice } from '@spindle/shared';
import type { HardwareView, ModelView } from '../catalog/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

export const LISTING_STATES = ['in_review', 'live', 'rejected', 'paused', 'withdrawn'] as const;
export type ListingState = (typeof LISTING_STATES)[number];

/** A model on the market: what people look for first. */
export interface ModelCard extends Omit<ModelView, 'revision' | 'sourceUrl'> {
  /** Live offers, and what stands behind them now. */
  offers: number;
  nodesOnline: number;
  freeSlots: number;
  /** The least that any live offer asks for input and for output; null without live offers. */
  from: { inputMicroUsdPerMTok: bigint; outputMicroUsdPerMTok: bigint } | null;
  tiers: Tier[];
  bestTokensPerSecond: number | null;
  bestFirstTokenMs: number | null;
}

export interface OfferCard {
  offerId: string;
  listingId: string;
  title: string;
  providerName: string;
  hardware: Pick<HardwareView, 'id' | 'name' | 'memoryGb'>;
  gpuCount: number;
  region: string;
  tier: Tier;
  dataPolicy: DataPolicy;
  price: TokenPrice;
  /** The same for batches, which run on what would lie idle. */
  batchPrice: TokenPrice;
  nodesOnline: number;
  slots: number;
  freeSlots: number;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
}

export interface MarketModel {
  model: ModelCard & Pick<ModelView, 'revision' | 'sourceUrl'>;
  offers: OfferCard[];
}

/** How a machine stands; the nodes' module says it. The next step follows from the code. */
export interface NodeCondition {
  state: string;
  code: string;
  sinceMs: number | null;
  evidence: Record<string, number | string>;
}

/** A node as every visitor of the market may see it. */
export interface MarketNode {
  nodeId: string;
  online: boolean;
  /** Linked since, or last seen; null for a node that has never linked. */
  sinceMs: number | null;
  /** How it stands, why and since when: a word, a code, and the numbers behind it. */
  condition: NodeCondition;
  program: string;
  identityKey: string;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
  measuredAt: number | null;
}

export interface MarketListing extends Omit<OfferCard, 'offerId' | 'price' | 'batchPrice'> {
  state: ListingState;
  offers: (OfferCard & Pick<ListingOffer, 'modelId' | 'modelName' | 'isTestEngine'>)[];
  nodes: MarketNode[];
  createdAt: number;
}

/** Why a listing is, or is not, earning. The screen holds the texts with what to do. */
export type EarningCode =
  | 'earning'
  | 'ready'
  | 'in_review'
  | 'rejected'
  | 'paused'
  | 'withdrawn'
  | 'no_node'
  | 'node_offline'
  | 'no_model_loaded'
  | 'draining'
  | 'machine_paused'
  | 'exposure_limit'
  | 'circuit_open'
  | 'no_rate';

export interface EarningStatus {
  code: EarningCode;
  sinceMs: number | null;
  /** With `circuit_open`: the fault for which the machine was last left alone. */
  faultCode?: ErrorCode;
}

export interface ListingOffer extends TokenPrice {
  offerId: string;
  modelId: string;
  modelName: string;
  isTestEngine: boolean;
  batchDiscountPercent: number;
}

/** A node as its owner sees it. */
export interface ListingNode {
  nodeId: string;
  online: boolean;
  sinceMs: number | null;
  slots: number;
  busy: number;
  /** How it stands, why and since when. */
  condition: NodeCondition;
  program: string;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
}

/** A listing as its owner and admins see it. */
export interface ListingView {
  listingId: string;
  title: string;
  hardware: Pick<HardwareView, 'id' | 'name' | 'memoryGb'>;
  gpuCount: number;
  region: string;
  tier: Tier;
  dataPolicy: DataPolicy;
  state: ListingState;
  stateReason: string | null;
  stateSince: number;
  offers: ListingOffer[];
  nodes: ListingNode[];
  earnedNano: bigint;
  requests: number;
  status: EarningStatus;
}

export interface OfferInput extends TokenPrice {
  modelId: string;
  /** What batches pay less; half when absent from a new offer, as it was when absent from a known one. */
  batchDiscountPercent?: number | undefined;
}

export interface CreateListingInput {
  title: string;
  hardwareId: string;
  gpuCount: number;
  region: string;
  /** `undeclared` when absent. */
  dataPolicy?: DataPolicy | undefined;
  offers: OfferInput[];
}

export interface SetOffersInput {
  listingId: string;
  offers: OfferInput[];
  /** Stays what it was when absent. */
  dataPolicy?: DataPolicy | undefined;
}

/** What a provider chooses from when they list hardware. */
export interface EarnCatalog {
  hardware: HardwareView[];
  models: Pick<ModelView, 'modelId' | 'name' | 'isTestEngine'>[];
  priceLimits: { minMicroUsd: bigint; maxMicroUsd: bigint };
}
