import { ok, type QuoteRequest, type Result } from '@spindle/shared';
import type { OfferRow } from '../listings/index.ts';
import type { Nodes } from '../nodes/index.ts';
import {
  explainNobody,
  MAX_CHOSEN,
  type ReasonCode,
  type RouteRequest,
  rankCandidates,
  reasonAgainstOffer,
} from '../routing/index.ts';
import { findSellers } from './find-sellers.ts';
import type { Seller } from './linked-seller.ts';

export interface ChooseDeps {
  nodes: Pick<Nodes, 'presencesOf' | 'linksVersion'>;
  /** Live offers of a model, from memory. */
  offersForModel(modelId: string): Promise<readonly OfferRow[]>;
  /** Asked only when nobody sells the model: is there such a model at all? */
  findModel(modelId: string): Promise<Result<unknown>>;
}

/** Who may answer, best first, and how they were found: what a quote names. */
export interface Chosen {
  sellers: Seller[];
  decision: { considered: number; excluded: { why: ReasonCode; count: number }[] };
}

/**
 * Looks at every machine that sells the model.
 * @param isWithinHold for a later choice: whether this machine's worst case is covered by what is held already.
 */
export async function chooseSellers(
  deps: ChooseDeps,
  { model }: Pick<QuoteRequest, 'model'>,
  route: RouteRequest,
  nowMs: number,
  isWithinHold?: (seller: Seller) => boolean,
): Promise<Result<Chosen>> {
  const offers = await deps.offersForModel(model);
  if (offers.length === 0) {
    const known = await deps.findModel(model);
    if (!known.ok) return known;
  }
  const { sellers: all, offline } = findSellers(offers, deps.nodes, route.serviceClass);
  const sellers = isWithinHold ? all.filter(isWithinHold) : all;
  const ranking = rankCandidates(route, sellers, nowMs, MAX_CHOSEN);
  const excluded = new Map(ranking.excluded);
  const note = (why: ReasonCode, count: number) => void excluded.set(why, (excluded.get(why) ?? 0) + count);
  for (const offer of offline) note(reasonAgainstOffer(route, offer) ?? 'offline', 1);
  if (sellers.length < all.length) note('price_above_hold', all.length - sellers.length);
  if (ranking.chosen.length === 0) return explainNobody({ model, candidates: sellers, excluded, nowMs });
  return ok({
    sellers: ranking.chosen,
    decision: {
      considered: all.length + offline.length,
      excluded: [...excluded].map(([why, count]) => ({ why, count })),
    },
  });
}
