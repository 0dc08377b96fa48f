import type { AccountId, DataPolicy, Policy, ServiceClass, Tier } from '@spindle/shared';

/** What a buyer asked for, as far as it decides who may answer. `null` where anything will do. */
export interface RouteRequest {
  /** Seed of everything that is left to chance: the same request always meets the same order. */
  jobId: string;
  policy: Policy;
  serviceClass: ServiceClass;
  /** {@link abilityBits} of the kind of request, and of what else the machine must be able to do. */
  needs: number;
  /** The weakest tier that will do. */
  minTier: Tier | null;
  /** The least that a provider must promise. */
  minDataPolicy: DataPolicy | null;
  /** In lower case; `eu` takes in `eu-lv`. */
  regions: readonly string[] | null;
  onlyListings: ReadonlySet<string> | null;
  ignoreListings: ReadonlySet<string> | null;
  /** Machines that were tried already. */
  triedNodes: ReadonlySet<string> | null;
  maxInputTokens: number;
  maxOutputTokens: number;
  /** The most that input and output may cost. */
  maxInputMicroUsdPerMTok: number | null;
  maxOutputMicroUsdPerMTok: number | null;
  /** Requests with the same word go to the same machine while it has room. */
  affinity: string | null;
  /** Whether a machine that is full now will do: the request then waits for it. */
  mayQueue: boolean;
  /** Whether it may be one of the few by which fresh machines become known. */
  mayTryFresh: boolean;
}

/**
 * One linked machine that sells the model. Prices are those of the request's service class, as plain numbers: they are
 * compared for thousands of machines at a time, and the dearest is far below where numbers become inexact. Money is
 * reckoned from the offer.
 */
export interface RouteCandidate {
  nodeId: string;
  /** {@link spreadOf} of its id, worked out once. */
  spread: number;
  listingId: string;
  providerId: AccountId;
  tier: Tier;
  dataPolicy: DataPolicy;
  /** In lower case. */
  region: string;
  revision: string;
  inputMicroUsdPerMTok: number;
  outputMicroUsdPerMTok: number;
  contextLength: number;
  /** {@link abilityBits} of what the node's manifest names for this model. */
  abilities: number;
  /** The node's own manifest names this model at this revision, and it answers now. */
  hasModel: boolean;
  /** Until when its keys are good, in Unix milliseconds. */
  keysUntilMs: number;
  slots: number;
  busy: number;
  isDraining: boolean;
  /** Whether canaries found that it does not answer as its model must. Left out where nobody asked any. */
  isSuspected?: boolean;
  /** How the evidence for its keys stands; only tier `confidential` asks. Left out, or null, it is none. */
  evidence?: RouteEvidence | null;
  /** Until when it is left alone after failures, in Unix milliseconds; null when it may be asked. */
  circuitUntilMs: number | null;
  /** Good answers that are known of. */
  answers: number;
  /** Tokens that it has still to deliver. */
  outstandingTokens: number;
  /** Measured; null until then. */
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
}

/** Of a confidential machine: whether its evidence is accepted, and until when. */
export interface RouteEvidence {
  state: 'missing' | 'accepted' | 'refused' | 'expired';
  /** Unix milliseconds; null unless accepted. */
  untilMs: number | null;
}

/** Why a machine was not considered. */
export type ReasonCode =
  | 'other_listing'
  | 'ignored_listing'
  | 'tier_too_low'
  | 'data_policy'
  | 'region'
  | 'price_above_limit'
  /** A later choice for a request that is in work: it would cost more than what is held for it. */
  | 'price_above_hold'
  | 'context_too_short'
  | 'ability_missing'
  | 'already_tried'
  | 'offline'
  | 'model_not_ready'
  | 'keys_expire'
  /** Of tier `confidential`: nothing proves its keys, or what does was refused, or does not last for a request. */
  | 'evidence_missing'
  | 'evidence_refused'
  | 'evidence_expired'
  | 'draining'
  | 'suspected'
  | 'circuit_open'
  /** For batches: less than half of its slots are free. */
  | 'not_idle'
  | 'full';
