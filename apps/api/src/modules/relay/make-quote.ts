import { type Signer, signQuote } from '@spindle/sealed/node';
import {
  type Candidate,
  type Environment,
  fail,
  ok,
  QUOTE_LIFE_MS,
  type Quote,
  type QuoteReply,
  type QuoteRequest,
  type Result,
  type Terms,
  uuidv7,
} from '@spindle/shared';
import type { Clock } from '../../platform/index.ts';
import { type Actor, withinKey } from '../accounts/index.ts';
import type { OfferRow } from '../listings/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Rates } from '../pricing/index.ts';
import { explainNobody, type RouteRequest, rankCandidates } from '../routing/index.ts';
import { worstCostNano } from '../usage/index.ts';
import { findSellers, type Seller } from './find-sellers.ts';

export interface QuoteDeps {
  clock: Clock;
  env: Environment;
  /** Signs quotes; nodes and buyers know its public key. */
  brokerSigner: Signer;
  feeBasisPoints: number;
  isBuyingEnabled: boolean;
  rates: Pick<Rates, 'current'>;
  nodes: Pick<Nodes, 'presencesOf'>;
  /** Live offers of a model, from memory. */
  offersForModel(modelId: string): Promise<readonly OfferRow[]>;
  /** Asked only when nobody sells the model: is there such a model at all? */
  findModel(modelId: string): Promise<Result<unknown>>;
}

/** Terms live longer than their quote: a machine that is tried second starts later. */
const TERMS_LIFE_MS = 2 * QUOTE_LIFE_MS;
/** More than any model takes; keeps sums of money within what the database holds. */
const MAX_TOKENS = 10_000_000;

/**
 * A price and at most three machines, locked for a minute. Nothing is stored: the signature is the quote's only state.
 * Refusals: `buying_paused`, `key_model`, `invalid_input`, `rate_stale`, `model_unknown`, `no_candidates`, `node_busy`,
 * `context_too_long`.
 */
export async function makeQuote(deps: QuoteDeps, actor: Actor, asked: QuoteRequest): Promise<Result<QuoteReply>> {
  if (!deps.isBuyingEnabled) return fail('buying_paused');
  const allowed = withinKey(actor, asked);
  if (!allowed.ok) return allowed;
  const input = allowed.value;
  const wrong = wrongLimit(input);
  if (wrong) return wrong;
  const rate = deps.rates.current();
  if (!rate.ok) return rate;
  const jobId = uuidv7(deps.clock.nowMs());
  const chosen = await chooseSellers(deps, jobId, input);
  if (!chosen.ok) return chosen;
  const quote = quoteOf(deps, { jobId, actor, input, sellers: chosen.value, rate: rate.value.microUsdPerCoin });
  const signed = await signQuote(quote, deps.brokerSigner);
  return ok({ quote: signed, brokerKey: deps.brokerSigner.publicKey });
}

function wrongLimit({ maxInputTokens, maxOutputTokens }: QuoteRequest): Result<never> | null {
  const hint = `Use a whole number from 1 to ${MAX_TOKENS}.`;
  const isGood = (tokens: number) => tokens >= 1 && tokens <= MAX_TOKENS;
  if (!isGood(maxInputTokens)) return fail('invalid_input', { field: 'maxInputTokens', hint });
  return isGood(maxOutputTokens) ? null : fail('invalid_input', { field: 'maxOutputTokens', hint });
}

async function chooseSellers(deps: QuoteDeps, jobId: string, input: QuoteRequest): Promise<Result<Seller[]>> {
  const offers = await deps.offersForModel(input.model);
  const wanted = input.listingId ? offers.filter(({ listingId }) => listingId === input.listingId) : offers;
  if (wanted.length === 0) {
    const model = await deps.findModel(input.model);
    return model.ok ? explainNobody({ model: input.model, candidates: [], excluded: [], offline: 0 }) : model;
  }
  const { sellers, offline } = findSellers(wanted, deps.nodes);
  const { chosen, excluded } = rankCandidates(routeOf(jobId, input), sellers, deps.clock.nowMs());
  if (chosen.length > 0) return ok(chosen);
  return explainNobody({ model: input.model, candidates: sellers, excluded, offline });
}

const routeOf = (jobId: string, input: QuoteRequest): RouteRequest => ({
  jobId,
  policy: input.policy ?? 'balanced',
  minTier: input.tier ?? null,
  listingId: input.listingId ?? null,
  maxInputTokens: input.maxInputTokens,
  maxOutputTokens: input.maxOutputTokens,
  maxPriceMicroUsdPerMTok: input.maxPriceMicroUsdPerMTok === undefined ? null : BigInt(input.maxPriceMicroUsdPerMTok),
});

interface QuoteParts {
  jobId: string;
  actor: Actor;
  input: QuoteRequest;
  sellers: readonly Seller[];
  rate: bigint;
}

function quoteOf(deps: QuoteDeps, { jobId, actor, input, sellers, rate }: QuoteParts): Quote {
  const now = deps.clock.nowMs();
  const candidates = sellers.map(
    (seller): Candidate => ({
      terms: termsOf(deps, seller, { jobId, input, rate, now }),
      manifest: seller.presence.manifestText,
      manifestSignature: seller.presence.manifestSignature,
      identityKey: seller.presence.identityKey,
    }),
  );
  const worst = candidates.map(({ terms }) => worstCostNano(terms)).reduce((a, b) => (a > b ? a : b), 0n);
  return {
    v: 1,
    env: deps.env,
    jobId,
    accountId: actor.accountId,
    policy: input.policy ?? 'balanced',
    serviceClass: input.serviceClass ?? 'interactive',
    request: input,
    decision: { considered: sellers.length, excluded: [] },
    holdNano: worst.toString(),
    candidates,
    issuedAt: now,
    expiresAt: now + QUOTE_LIFE_MS,
  };
}

function termsOf(
  { env, feeBasisPoints }: QuoteDeps,
  { nodeId, listingId, revision, tier, price, contextLength }: Seller,
  { jobId, input, rate, now }: { jobId: string; input: QuoteRequest; rate: bigint; now: number },
): Terms {
  return {
    v: 1,
    env,
    jobId,
    listingId,
    nodeId,
    kind: input.kind ?? 'chat',
    model: input.model,
    revision,
    tier,
    inputMicroUsdPerMTok: price.inputMicroUsdPerMTok.toString(),
    cachedInputMicroUsdPerMTok: price.cachedInputMicroUsdPerMTok.toString(),
    outputMicroUsdPerMTok: price.outputMicroUsdPerMTok.toString(),
    rateMicroUsdPerCoin: rate.toString(),
    feeBasisPoints,
    // No machine can use more than its context, so no more is held for it.
    maxInputTokens: Math.min(input.maxInputTokens, contextLength),
    maxOutputTokens: Math.min(input.maxOutputTokens, contextLength),
    expiresAt: now + TERMS_LIFE_MS,
  };
}
