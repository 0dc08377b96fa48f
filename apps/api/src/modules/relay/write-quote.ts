import {
  type Candidate,
  type Environment,
  QUOTE_LIFE_MS,
  type Quote,
  type QuoteRequest,
  type Terms,
  worstCostNano,
} from '@spindle/shared';
import type { Chosen } from './choose-sellers.ts';
import type { Seller } from './linked-seller.ts';

/** Terms live longer than their quote: a machine that is tried second starts later. */
const TERMS_LIFE_MS = 2 * QUOTE_LIFE_MS;

export interface QuoteParts {
  env: Environment;
  jobId: string;
  accountId: string;
  input: QuoteRequest;
  rateMicroUsdPerCoin: bigint;
  feeBasisPoints: number;
  nowMs: number;
}

/** The quote for these sellers, before it is signed. It holds the worst case of the dearest of them. */
export function quoteOf(parts: QuoteParts, { sellers, decision }: Chosen): Quote {
  const { env, jobId, accountId, input, nowMs } = parts;
  const candidates = sellers.map(
    (seller): Candidate => ({
      terms: termsOf(parts, seller),
      manifest: seller.presence.manifestText,
      manifestSignature: seller.presence.manifestSignature,
      identityKey: seller.presence.identityKey,
      ...evidenceOf(seller),
    }),
  );
  const worst = candidates.map(({ terms }) => worstCostNano(terms)).reduce((a, b) => (a > b ? a : b), 0n);
  return {
    v: 1,
    env,
    jobId,
    accountId,
    policy: input.policy ?? 'balanced',
    serviceClass: input.serviceClass ?? 'interactive',
    request: input,
    decision,
    holdNano: worst.toString(),
    candidates,
    issuedAt: nowMs,
    expiresAt: nowMs + QUOTE_LIFE_MS,
  };
}

/** Of tier `confidential`: the bundle that the device checks before it seals to these keys. */
function evidenceOf({ tier, presence }: Seller): Pick<Candidate, 'evidenceHash'> {
  const hash = tier === 'confidential' && presence.evidence?.state === 'accepted' ? presence.evidence.hash : null;
  return hash ? { evidenceHash: hash } : {};
}

/** What this seller may do and ask. The price is that of the request's service class. */
export function termsOf(
  { env, jobId, input, rateMicroUsdPerCoin, feeBasisPoints, nowMs }: QuoteParts,
  { nodeId, listingId, revision, tier, price, contextLength }: Seller,
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
    rateMicroUsdPerCoin: rateMicroUsdPerCoin.toString(),
    feeBasisPoints,
    // No machine can use more than its context, so no more is held for it.
    maxInputTokens: Math.min(input.maxInputTokens, contextLength),
    maxOutputTokens: Math.min(input.maxOutputTokens, contextLength),
    expiresAt: nowMs + TERMS_LIFE_MS,
  };
}
