import { signQuote } from '@spindle/sealed/node';
import { fail, ok, type QuoteReply, type QuoteRequest, type Result, uuidv7 } from '@spindle/shared';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence } from '../nodes/index.ts';
import { MAX_CHOSEN, rankCandidates } from '../routing/index.ts';
import { findSellers, toSold } from './find-sellers.ts';
import { LinkedSeller, type Seller } from './linked-seller.ts';
import type { QuoteDeps } from './make-quote.ts';
import { routeOf } from './route-of.ts';
import { quoteOf } from './write-quote.ts';

export interface QuoteAt {
  /** The machine that is to be asked. Its listing need not be live. */
  presence: NodePresence;
  offer: OfferRow;
  /** In whose name: what the machine reads as the buyer. */
  accountId: string;
}

/**
 * A quote by which one machine is asked, for the market's own questions. The machine reads in it what it reads in every
 * buyer's: the same words asked for, others beside it on the list, how the list was found, prices and terms. Only the
 * order is ours. Refusals: `rate_stale`, `no_candidates`.
 */
export async function makeQuoteAt(
  deps: QuoteDeps,
  { presence, offer, accountId }: QuoteAt,
  input: QuoteRequest,
): Promise<Result<QuoteReply>> {
  const rate = deps.rates.current();
  if (!rate.ok) return rate;
  const target: Seller = new LinkedSeller(toSold(offer, 'interactive'), presence);
  if (!target.hasModel) return fail('no_candidates', { model: input.model, why: 'model_not_ready' });
  const { env } = deps;
  const nowMs = deps.clock.nowMs();
  const rateMicroUsdPerCoin = rate.value.microUsdPerCoin;
  const jobId = uuidv7(nowMs);
  const route = routeOf(jobId, input, rateMicroUsdPerCoin);
  const { sellers, offline } = findSellers(await deps.offersForModel(input.model), deps.nodes, 'interactive');
  const { chosen, excluded } = rankCandidates(route, sellers, nowMs, MAX_CHOSEN);
  const others = chosen.filter(({ nodeId }) => nodeId !== target.nodeId);
  const left = new Map(excluded);
  if (offline.length > 0) left.set('offline', (left.get('offline') ?? 0) + offline.length);
  const decision = {
    considered: Math.max(1, sellers.length + offline.length),
    excluded: [...left].map(([why, count]) => ({ why, count })),
  };
  const parts = { env, jobId, accountId, input, rateMicroUsdPerCoin, feeBasisPoints: deps.feeBasisPoints(), nowMs };
  const quote = quoteOf(parts, { sellers: [target, ...others].slice(0, MAX_CHOSEN), decision });
  return ok({ quote: await signQuote(quote, deps.brokerSigner), brokerKey: deps.brokerSigner.publicKey });
}
