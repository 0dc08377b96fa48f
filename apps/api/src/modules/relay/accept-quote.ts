import { createHash } from 'node:crypto';
import { openQuote } from '@spindle/sealed/node';
import {
  type Candidate,
  type Environment,
  fail,
  type Manifest,
  ManifestSchema,
  ok,
  parseDocument,
  type Quote,
  type Result,
  type Signed,
} from '@spindle/shared';
import type { Clock } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { HeldTerms, TermsByNode } from '../ledger/index.ts';
import type { OfferRow } from '../listings/index.ts';
import type { Nodes } from '../nodes/index.ts';
import { providerOf } from './linked-seller.ts';
import { readEnvelopeHead } from './read-envelope-head.ts';

export interface AcceptDeps {
  clock: Clock;
  env: Environment;
  brokerKey: string;
  nodes: Pick<Nodes, 'presence'>;
  offersForModel(modelId: string): Promise<readonly OfferRow[]>;
}

/** A machine of the quote that the request was sealed for. */
export interface Contender extends HeldTerms {
  candidate: Candidate;
  manifest: Manifest;
}

/** A quote that is good, ours and this account's, with a request that was sealed under it. */
export interface AcceptedRequest {
  quote: Quote;
  signed: Signed;
  envelope: Uint8Array;
  requestHash: string;
  modelId: string;
  /** Locked by the quote, the same for all. */
  rateMicroUsdPerCoin: bigint;
  /** In the order in which they are tried. */
  contenders: Contender[];
  /** The market is asked to pay for it. */
  isGift: boolean;
}

/**
 * Checks a request before anything is held for it. The broker sees the head of the envelope, never what is in it.
 * Refusals: `quote_altered`, `quote_expired`, `environment_mismatch`, `quote_not_yours`, `sealed_malformed`,
 * `terms_mismatch`, `sealed_wrong_node`, `no_candidates`.
 */
export async function acceptQuote(
  deps: AcceptDeps,
  actor: Actor,
  input: { quote: Signed; envelope: Uint8Array; isGift?: boolean | undefined },
): Promise<Result<AcceptedRequest>> {
  const opened = await openQuote(input.quote, deps.brokerKey, deps.clock.nowMs());
  if (!opened.ok) return opened;
  const quote = opened.value;
  if (quote.env !== deps.env) return fail('environment_mismatch', { made: quote.env, here: deps.env });
  if (quote.accountId !== actor.accountId) return fail('quote_not_yours');
  const head = readEnvelopeHead(input.envelope);
  if (!head) return fail('sealed_malformed');
  if (head.jobId !== quote.jobId) return fail('terms_mismatch');
  const sealedFor = quote.candidates.filter(({ terms }) => head.nodeIds.has(terms.nodeId));
  const [first] = sealedFor;
  if (!first) return fail('sealed_wrong_node');
  const contenders = contendersOf(sealedFor, await deps.offersForModel(first.terms.model), deps.nodes);
  if (contenders.length === 0) return fail('no_candidates', { model: first.terms.model, why: 'offline' });
  const requestHash = createHash('sha256').update(input.envelope).digest('hex');
  return ok({
    quote,
    signed: input.quote,
    envelope: input.envelope,
    requestHash,
    modelId: first.terms.model,
    rateMicroUsdPerCoin: BigInt(first.terms.rateMicroUsdPerCoin),
    contenders,
    isGift: input.isGift ?? false,
  });
}

/** Those whose listing is still live: one that was paused within the minute takes no new work. */
export function contendersOf(
  candidates: readonly Candidate[],
  offers: readonly OfferRow[],
  nodes: AcceptDeps['nodes'],
): Contender[] {
  return candidates.flatMap((candidate) => {
    const offer = offers.find(({ listingId }) => listingId === candidate.terms.listingId);
    const manifest = manifestOf(candidate, nodes);
    if (!offer || !manifest) return [];
    return [
      { candidate, manifest, providerId: providerOf(offer), receiptKey: manifest.receiptKey, terms: candidate.terms },
    ];
  });
}

/** The manifest that was quoted. Mostly it is still the node's, and was read when the node linked. */
function manifestOf({ terms, manifest }: Candidate, nodes: AcceptDeps['nodes']): Manifest | null {
  const presence = nodes.presence(terms.nodeId);
  return presence?.manifestText === manifest ? presence.manifest : parseDocument(ManifestSchema, manifest);
}

/** What the hold remembers of each contender. */
export const termsByNode = (contenders: readonly Contender[]): TermsByNode =>
  Object.fromEntries(
    contenders.map(({ terms, providerId, receiptKey }) => [terms.nodeId, { terms, providerId, receiptKey }]),
  );
