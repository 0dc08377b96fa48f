import type { AccountId, Policy, Tier, TokenPrice } from '@spindle/shared';

/** What a buyer asked for, as far as it decides who may answer. */
export interface RouteRequest {
  /** Seed of the tie break: the same request always meets the same order, different ones spread over equals. */
  jobId: string;
  policy: Policy;
  /** The weakest tier that will do; null takes any. */
  minTier: Tier | null;
  /** A listing that must answer; null takes any. */
  listingId: string | null;
  maxInputTokens: number;
  maxOutputTokens: number;
  /** Neither input nor output may cost more. */
  maxPriceMicroUsdPerMTok: bigint | null;
}

/** One linked machine that sells the model. */
export interface RouteCandidate {
  nodeId: string;
  listingId: string;
  providerId: AccountId;
  tier: Tier;
  revision: string;
  price: TokenPrice;
  contextLength: number;
  /** The node's own manifest names this model at this revision. */
  hasModel: boolean;
  /** Until when its keys are good, in Unix milliseconds. */
  keysUntilMs: number;
  slots: number;
  busy: number;
  isDraining: boolean;
  /** Measured; null until then. */
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
}

/** Why a machine was not considered. */
export type ReasonCode =
  | 'other_listing'
  | 'tier_too_low'
  | 'price_above_limit'
  | 'context_too_short'
  | 'model_not_ready'
  | 'keys_expire'
  | 'draining'
  | 'full';
