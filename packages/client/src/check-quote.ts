import { type CheckEvidence, checkCandidate, type Primitives } from '@spindle/sealed';
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

/** A candidate that nothing is sealed to, and why. */
export interface RefusedCandidate {
  nodeId: string;
  fault: Fault;
}

export interface CheckedQuote {
  usable: CheckedCandidate[];
  refused: RefusedCandidate[];
}

export interface CheckParts {
  primitives: Primitives;
  /** Checks evidence; without it every confidential candidate is refused. */
  evidence: CheckEvidence | undefined;
}

/**
 * Keeps the candidates of a quote that are for what was asked and whose keys check out; the others are refused, never
 * trusted for less: `manifest_untrusted`, `manifest_expired`, `quote_unfit`, `evidence_refused`, …
 */
export async function checkQuote(
  quote: Quote,
  request: QuoteRequest,
  nowMs: number,
  { primitives, evidence }: CheckParts,
): Promise<CheckedQuote> {
  const check = async (candidate: Candidate): Promise<Result<Manifest>> => {
    const unfit = unfitField(candidate.terms, request);
    if (unfit) return fail('quote_unfit', { field: unfit });
    const checked = await checkCandidate(candidate, quote, nowMs, primitives, evidence);
    const field = checked.ok ? lackingOf(checked.value, candidate.terms, request) : undefined;
    return field ? fail('quote_unfit', { field }) : checked;
  };
  // At the same time: evidence that was not met before is fetched.
  const verdicts = await Promise.all(quote.candidates.map(check));
  const usable: CheckedCandidate[] = [];
  const refused: RefusedCandidate[] = [];
  for (const [at, { terms }] of quote.candidates.entries()) {
    const checked = verdicts[at] ?? fail('manifest_untrusted');
    if (checked.ok) usable.push({ terms, manifest: checked.value });
    else refused.push({ nodeId: terms.nodeId, fault: checked.fault });
  }
  return { usable, refused };
}

/** None left is the refusal of the first. */
export const someUsable = ({ usable, refused: [first] }: CheckedQuote): Result<CheckedCandidate[]> =>
  usable.length > 0 ? ok(usable) : { ok: false, fault: first?.fault ?? { code: 'manifest_untrusted' } };

/** What of the seal was asked for and the machine does not say that it does: it would be done without, unseen. */
function lackingOf(manifest: Manifest, { model }: Terms, request: QuoteRequest): string | undefined {
  if (needsPostQuantum(request) && !manifest.sealKeyPostQuantum) return 'post_quantum';
  if (!request.needs?.includes('private')) return undefined;
  const isPrivate = manifest.models.some((it) => it.model === model && it.abilities.includes('private'));
  return isPrivate ? undefined : 'private';
}

/** Whether the buyer will have it sealed by `mlkem768-x25519`, and by nothing else. */
export const needsPostQuantum = ({ needs }: QuoteRequest): boolean => needs?.includes('post_quantum') ?? false;

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
