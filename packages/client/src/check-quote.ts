import { checkCandidate, type Primitives } from '@spindle/sealed';
import {
  type Candidate,
  type Fault,
  fail,
  type Manifest,
  meetsTier,
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

function unfitField(terms: Terms, request: QuoteRequest): string | undefined {
  const { maxPriceMicroUsdPerMTok: most } = request;
  const isDear = (price: string) => most !== undefined && BigInt(price) > BigInt(most);
  if (terms.model !== request.model) return 'model';
  if (request.listingId && terms.listingId !== request.listingId) return 'listing';
  if (request.tier && !meetsTier(terms.tier, request.tier)) return 'tier';
  if (isDear(terms.inputMicroUsdPerMTok) || isDear(terms.outputMicroUsdPerMTok)) return 'price';
  if (terms.maxInputTokens > request.maxInputTokens) return 'maxInputTokens';
  return terms.maxOutputTokens > request.maxOutputTokens ? 'maxOutputTokens' : undefined;
}
