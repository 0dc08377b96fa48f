import { encodeJsonFrame } from '@spindle/sealed/node';
import { type Ability, FrameType, type Quote, type Result } from '@spindle/shared';
import type { ModuleLog } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { type AcceptDeps, type AcceptedRequest, contendersOf, termsByNode } from './accept-quote.ts';
import type { FrameSink } from './frame-sink.ts';
import type { MoreQuote } from './make-quote.ts';
import type { MoreDesk } from './more-desk.ts';
import type { Planned } from './plan.ts';

/** A later quote for the same job and wishes, without these nodes: {@link makeMoreQuote}. */
export type FindMoreQuote = (
  first: Quote,
  excludeNodeIds: ReadonlySet<string>,
  alsoNeeds: readonly Ability[],
) => Promise<Result<MoreQuote>>;

export interface MoreParts extends Pick<AcceptDeps, 'nodes' | 'offersForModel'> {
  log: ModuleLog;
  ledger: Pick<Ledger, 'extendHold'>;
  moreQuote: FindMoreQuote;
  moreDesk: MoreDesk;
  out: FrameSink;
  signal: AbortSignal;
}

/**
 * Finds machines beyond those that the request was sealed for, and has the buyer's device seal the key to them: only it
 * can. @returns an empty list when nobody else fits just now, and null when the device seals to nobody else.
 */
export async function findMore(
  parts: MoreParts,
  request: AcceptedRequest,
  tried: ReadonlySet<string>,
  isGoingOn: boolean,
): Promise<Planned[] | null> {
  const { jobId, accountId } = request.quote;
  const quoted = await parts.moreQuote(request.quote, tried, isGoingOn ? ['continue'] : []);
  if (!quoted.ok) return [];
  const { signed, quote } = quoted.value;
  parts.out.write(encodeJsonFrame(FrameType.More, { quote: signed }));
  const wraps = await parts.moreDesk.ask(accountId, signed, parts.signal);
  if (!wraps || wraps.length === 0) return null;
  const wrapOf = new Map(wraps.map((wrap) => [wrap.nodeId, wrap]));
  const sealedFor = quote.candidates.filter(({ terms }) => wrapOf.has(terms.nodeId));
  const contenders = contendersOf(sealedFor, await parts.offersForModel(request.modelId), parts.nodes);
  // Only a receipt that comes after a crash of ours needs it, so the answer does not wait for the books.
  parts.ledger.extendHold(jobId, termsByNode(contenders)).catch((error: unknown) => {
    parts.log.warn({ err: error, jobId }, 'a hold does not know its later machines yet');
  });
  return contenders.map((contender) => ({
    contender,
    signed,
    quoteExpiresAt: quote.expiresAt,
    wrap: wrapOf.get(contender.terms.nodeId) ?? null,
  }));
}
