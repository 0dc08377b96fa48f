import type { AccountId } from '@spindle/shared';
import { toAccountId } from '../accounts/index.ts';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence, Nodes } from '../nodes/index.ts';
import type { RouteCandidate } from '../routing/index.ts';

/** A machine that sells the model, with what its quote will name. */
export interface Seller extends RouteCandidate {
  offer: OfferRow;
  presence: NodePresence;
}

export interface Sellers {
  sellers: Seller[];
  /** Offers of which no machine is linked. */
  offline: number;
}

/** Joins what is offered with who is linked: both from memory, so that a quote costs no query. */
export function findSellers(offers: readonly OfferRow[], nodes: Pick<Nodes, 'presencesOf'>): Sellers {
  const sellers: Seller[] = [];
  let offline = 0;
  for (const offer of offers) {
    const presences = nodes.presencesOf(offer.listingId);
    if (presences.length === 0) offline++;
    for (const presence of presences) sellers.push(toSeller(offer, presence));
  }
  return { sellers, offline };
}

function toSeller(offer: OfferRow, presence: NodePresence): Seller {
  const { modelId, revision } = offer;
  const served = presence.manifest.models.find((it) => it.model === modelId && it.revision === revision);
  return {
    offer,
    presence,
    nodeId: presence.nodeId,
    listingId: offer.listingId,
    providerId: providerOf(offer),
    tier: offer.tier,
    revision,
    price: offer.price,
    contextLength: served ? Math.min(served.contextLength, offer.contextLength) : offer.contextLength,
    hasModel: served !== undefined && presence.loadedModels.has(modelId),
    keysUntilMs: presence.manifest.notAfter,
    slots: presence.slots,
    busy: presence.busy,
    isDraining: presence.isDraining,
    tokensPerSecond: presence.tokensPerSecond,
    firstTokenMs: presence.firstTokenMs,
  };
}

export const providerOf = (offer: OfferRow): AccountId => toAccountId(offer.providerAccountId);
