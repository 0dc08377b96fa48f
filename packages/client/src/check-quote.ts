import { checkCandidate, type Primitives } from '@spindle/sealed';
import {
  type Candidate,
  type Fault,
  fail,
  type Manifest,
  meetsTier,
  NANO_PER_COIN,
  ok,
  type Quote,
  type QuoteRequest,
  type Result,
  type Terms,
} from '@spindle/shared';

/** A candidate that may be sealed to. */
export interface CheckedCandidate {
  terms: Terms;
  manifest: Manifest;
}

/**
 * Keeps the candidates of a quote that are for what was asked and whose keys check out; the others are dropped, never
 * trusted for less. None left is the refusal of the first: `manifest_untrusted`, `manifest_expired`, `quote_unfit`, …
 */
export async function checkQuote(
  quote: Quote,
  request: QuoteRequest,
  nowMs: number,
  primitives: Primitives,
): Promise<Result<CheckedCandidate[]>> {
  const usable: CheckedCandidate[] = [];
  let refusal: Fault = { code: 'manifest_untrusted' };
  for (const [at, candidate] of quote.candidates.entries()) {
    const checked = await checkOne(candidate, quote, request, nowMs, primitives);
    if (checked.ok) usable.push({ terms: candidate.terms, manifest: checked.value });
    else if (at === 0) refusal = checked.fault;
  }
  return usable.length > 0 ? ok(usable) : { ok: false, fault: refusal };
}

async function checkOne(
  candidate: Candidate,
  quote: Quote,
  request: QuoteRequest,
  nowMs: number,
  primitives: Primitives,
): Promise<Result<Manifest>> {
  const field = unfitField(candidate.terms, request);
  return field ? fail('quote_unfit', { field }) : checkCandidate(candidate, quote, nowMs, primitives);
}

/** Whether terms are for what was asked, whoever may stand behind them. */
export const isFit = (terms: Terms, request: QuoteRequest): boolean => unfitField(terms, request) === undefined;

function unfitField(terms: Terms, request: QuoteRequest): string | undefined {
  const { listingId, onlyListings, ignoreListings } = request;
  if (terms.kind !== (request.kind ?? 'chat')) return 'kind';
  if (terms.model !== request.model) return 'model';
  if (listingId && terms.listingId !== listingId) return 'listing';
  if (onlyListings && !onlyListings.includes(terms.listingId)) return 'listing';
  if (ignoreListings?.includes(terms.listingId)) return 'listing';
  if (request.tier && !meetsTier(terms.tier, request.tier)) return 'tier';
  if (isDear(terms, request)) return 'price';
  if (terms.maxInputTokens > request.maxInputTokens) return 'maxInputTokens';
  return terms.maxOutputTokens > request.maxOutputTokens ? 'maxOutputTokens' : undefined;
}

function isDear(terms: Terms, request: QuoteRequest): boolean {
  const { maxPriceMicroUsdPerMTok: most } = request;
  const rate = BigInt(terms.rateMicroUsdPerCoin);
  const isOver = (price: string, inUsd: string | undefined, inNano: string | undefined) =>
    (most !== undefined && BigInt(price) > BigInt(most)) ||
    (inUsd !== undefined && BigInt(price) > BigInt(inUsd)) ||
    (inNano !== undefined && BigInt(price) * NANO_PER_COIN > BigInt(inNano) * rate);
  return (
    isOver(terms.inputMicroUsdPerMTok, request.maxInputMicroUsdPerMTok, request.maxInputNanoPerMTok) ||
    isOver(terms.outputMicroUsdPerMTok, request.maxOutputMicroUsdPerMTok, request.maxOutputNanoPerMTok)
  );
}
