import type { DataPolicy, ErrorCode, Telemetry, Tier, TokenPrice } from '@spindle/shared';
import type { HardwareView, ModelView } from '../catalog/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

export const LISTING_STATES = ['in_review', 'asked', 'live', 'rejected', 'paused', 'banned', 'withdrawn'] as const;
export type ListingState = (typeof LISTING_STATES)[number];

/** Who brought a state about. */
export const STATE_BY = ['owner', 'admin', 'market'] as const;
export type StateBy = (typeof STATE_BY)[number];

/** What a state rests on, by name: numbers, ids, codes, and what was claimed, reported and measured. Nobody's prompts. */
export type StateEvidence = Readonly<Record<string, string | number>>;

/** A state that a listing came into, and what was said then. */
export interface StateChangeView {
  id: string;
  state: ListingState;
  by: StateBy;
  /** For admins: who it was. */
  actorName: string | null;
  /** The reason by code (`REASONS`, or `listed`, `answered`), and in free words: what was asked, and answered, too. */
  code: string | null;
  words: string | null;
  evidence: StateEvidence;
  atMs: number;
}

/** A model on the market: what people look for first. */
export interface ModelCard extends Omit<ModelView, 'revision' | 'sourceUrl'> {
  /** Live offers, and what stands behind them now. */
  offers: number;
  nodesOnline: number;
  freeSlots: number;
  /** The least that those who answer now ask for input and for output, else any live offer; null without live offers. */
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
  /** How many buyers have reviewed the listing, and all their stars together. */
  reviews: { count: number; stars: number };
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
  /** What offers of it can be narrowed down by. */
  regions: string[];
  hardware: Pick<HardwareView, 'id' | 'name'>[];
  /** The first hundred or so: those that answer now, the cheapest on top; all of them come by pages. */
  offers: OfferCard[];
}

/** How a machine stands, in one word. */
export const NODE_STATES = [
  'retired',
  'joining',
  'offline',
  'suspected',
  'twins',
  'left_alone',
  'refusing',
  'paused',
  'draining',
  'clock_off',
  'engine_down',
  'unproven',
  'busy',
  'online',
] as const;
export type NodeStateWord = (typeof NODE_STATES)[number];

/** State, why, since when, and by what; the nodes' module says it. The next step follows from state and code. */
export interface NodeCondition {
  state: NodeStateWord;
  code: string;
  /** Null where nobody knows. */
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
  /** The next time in which the whole listing is, or will be, off the market for maintenance; null when none is known. */
  maintenance: { fromMs: number; toMs: number; isOn: boolean } | null;
  offers: (OfferCard & Pick<ListingOffer, 'modelId' | 'modelName' | 'isTestEngine'>)[];
  nodes: MarketNode[];
  createdAt: number;
}

/** What a listing has asked for a model. */
export interface PriceLine {
  modelId: string;
  modelName: string;
  /** Each holds until the next; the last one holds now. */
  changes: { atMs: number; inputMicroUsdPerMTok: bigint; outputMicroUsdPerMTok: bigint }[];
}

/** Another listing of the same provider. */
export interface OtherListing {
  listingId: string;
  title: string;
  tier: Tier;
  /** Names of the models that it offers. */
  models: string[];
  isOnline: boolean;
}

/** Why a listing is, or is not, earning. The screen holds the texts with what to do. */
export type EarningCode =
  | 'earning'
  | 'ready'
  | 'in_review'
  | 'rejected'
  | 'asked'
  | 'paused'
  | 'banned'
  | 'withdrawn'
  | 'no_node'
  | 'node_offline'
  | 'no_model_loaded'
  | 'draining'
  | 'machine_paused'
  /** Two machines with one identity, or a clock that is off: the market sends nobody there. `faultCode` says which. */
  | 'machine_held'
  | 'maintenance'
  | 'exposure_limit'
  | 'circuit_open'
  | 'suspected'
  | 'no_rate';

export interface EarningStatus {
  code: EarningCode;
  sinceMs: number | null;
  /** With `maintenance`. */
  untilMs?: number;
  /** Why, where there is a fault: the one for which a machine was left alone, was not let in, or serves no model. */
  faultCode?: ErrorCode;
}

/** Facts of a check: numbers, ids and codes. */
export type Evidence = Readonly<Record<string, number | string>>;

/** What must hold for a listing to earn, in the order in which it is looked at; the last ones are advice. */
export type CheckStep =
  | 'listing'
  | 'maintenance'
  | 'joined'
  | 'online'
  | 'model'
  | 'exposure'
  | 'open'
  | 'circuit'
  | 'canaries'
  | 'rate'
  | 'slots'
  | 'price'
  | 'tier'
  | 'wallet';

/** What keeps a listing from earning more, though it can earn. */
export type AdviceCode = 'slots_full' | 'price_above' | 'price_below' | 'tier_in_demand' | 'wallet_missing';

/** One line of the list «why am I not earning». */
export interface EarningCheck {
  step: CheckStep;
  /** `failed` is in the way, `warned` costs earnings, `unknown` can't be said yet. */
  state: 'done' | 'failed' | 'warned' | 'unknown';
  code: EarningCode | AdviceCode | null;
  sinceMs: number | null;
  evidence: Evidence;
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
  loadedModels: string[];
  program: string;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
  measuredAt: number | null;
  /** What the machine says of itself and its engines, and when; null where it has told nothing. */
  telemetry: { told: Telemetry; atMs: number } | null;
  /** Whether it takes work, and why not. */
  status: EarningStatus;
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
  stateBy: StateBy;
  /** The reason by code: its words in each language are `REASONS` of packages/shared. */
  stateCode: string | null;
  /** In free words. */
  stateReason: string | null;
  stateEvidence: StateEvidence;
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
  /** Of the form: sent again under it, the same listing is the answer. */
  idempotencyKey: string;
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

/** What is known of a maintenance window. Times are Unix milliseconds. */
export interface MaintenanceWindow {
  windowId: string;
  listingId: string;
  /** Null for the whole listing. */
  nodeId: string | null;
  fromMs: number;
  toMs: number;
  /** When its owner ended it before its time. */
  endedMs: number | null;
}

/** `draining`: nothing new is sent there, so that what runs has ended when it begins. */
export type WindowPhase = 'planned' | 'draining' | 'on' | 'over';

export interface WindowView extends Omit<MaintenanceWindow, 'endedMs'> {
  phase: WindowPhase;
}

export interface PlanWindowInput {
  listingId: string;
  /** Left out for the whole listing. */
  nodeId?: string | undefined;
  fromMs: number;
  toMs: number;
}

/** The cheapest answer, the most tokens a second, or the soonest first token on top. */
export const OFFER_SORTS = ['price', 'speed', 'first'] as const;
export type OfferSort = (typeof OFFER_SORTS)[number];

/** Which of a model's offers. */
export interface OffersPageInput {
  modelId: string;
  /** The least that a machine must prove. */
  tier?: Tier | undefined;
  /** `eu` takes in `eu-lv`. */
  region?: string | undefined;
  hardwareId?: string | undefined;
  /** Only those that answer now. */
  isOnline?: boolean | undefined;
  /** `price` when absent; by the others, those that answer now alone. */
  sort?: OfferSort | undefined;
  /** Of the page before; absent for the first. */
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface OffersPage {
  items: OfferCard[];
  /** Null behind the last. */
  next: string | null;
}
