import { batchPrice, type ServiceClass } from '@spindle/shared';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence, Nodes } from '../nodes/index.ts';
import type { RouteOffer } from '../routing/index.ts';
import { LinkedSeller, type Seller, type Sold } from './linked-seller.ts';

export interface Sellers {
  sellers: readonly Seller[];
  /** Offers of which no machine is linked. */
  offline: readonly RouteOffer[];
}

type LinkedNodes = Pick<Nodes, 'presencesOf' | 'linksVersion'>;

interface Joined extends Sellers {
  readonly sellers: readonly LinkedSeller[];
  /** What was joined: these very offers, at this state of the links. Offers are read anew every other second. */
  readonly offers: readonly OfferRow[];
  readonly version: number;
}

const NOBODY: Sellers = { sellers: [], offline: [] };
/** By model and service class. */
const joinedBefore = new WeakMap<LinkedNodes, Map<string, Joined>>();

/**
 * Joins what is offered of a model with who is linked: both from memory, so that a quote costs no query, and once for
 * all quotes until either changes, so that a model with thousands of machines costs no more than looking at them.
 */
export function findSellers(offers: readonly OfferRow[], nodes: LinkedNodes, serviceClass: ServiceClass): Sellers {
  const [first] = offers;
  if (!first) return NOBODY;
  const known = joinedBefore.get(nodes) ?? new Map<string, Joined>();
  joinedBefore.set(nodes, known);
  const key = `${serviceClass} ${first.modelId}`;
  const version = nodes.linksVersion();
  const before = known.get(key);
  if (before?.offers === offers && before.version === version) return before;
  const joined = { ...joinSellers(offers, nodes, serviceClass, before?.sellers ?? []), offers, version };
  known.set(key, joined);
  return joined;
}

function joinSellers(
  offers: readonly OfferRow[],
  nodes: LinkedNodes,
  serviceClass: ServiceClass,
  before: readonly LinkedSeller[],
) {
  const sellers: LinkedSeller[] = [];
  const offline: RouteOffer[] = [];
  const known = new InOrder(before);
  for (const offer of offers) {
    const presences = nodes.presencesOf(offer.listingId);
    if (presences.length === 0) offline.push(toSold(offer, serviceClass));
    for (const presence of presences) {
      const same = known.find(offer, presence);
      sellers.push(same ?? new LinkedSeller(toSold(offer, serviceClass), presence));
    }
  }
  return { sellers, offline };
}

/** Finds again who was joined before: offers come in the order of their ids, and few have changed. */
class InOrder {
  #at = 0;
  constructor(private readonly sellers: readonly LinkedSeller[]) {}

  find(offer: OfferRow, presence: NodePresence): LinkedSeller | null {
    const { sellers } = this;
    let at = this.#at;
    for (let it = sellers[at]; it && it.sold.offer.offerId < offer.offerId; it = sellers[++at]);
    this.#at = at;
    for (let it = sellers[at]; it?.sold.offer.offerId === offer.offerId; it = sellers[++at]) {
      if (it.presence !== presence) continue;
      this.#at = at + 1;
      return it.isCurrent && isSameOffer(it.sold.offer, offer) ? it : null;
    }
    return null;
  }
}

/** Of two readings of one offer: has nothing changed that a quote would name? */
function isSameOffer(before: OfferRow, now: OfferRow): boolean {
  if (before === now) return true;
  return (
    before.revision === now.revision &&
    before.tier === now.tier &&
    before.dataPolicy === now.dataPolicy &&
    before.region === now.region &&
    before.contextLength === now.contextLength &&
    before.batchDiscountPercent === now.batchDiscountPercent &&
    before.price.inputMicroUsdPerMTok === now.price.inputMicroUsdPerMTok &&
    before.price.cachedInputMicroUsdPerMTok === now.price.cachedInputMicroUsdPerMTok &&
    before.price.outputMicroUsdPerMTok === now.price.outputMicroUsdPerMTok
  );
}

export function toSold(offer: OfferRow, serviceClass: ServiceClass): Sold {
  const { listingId, tier, dataPolicy } = offer;
  const price = serviceClass === 'batch' ? batchPrice(offer.price, offer.batchDiscountPercent) : offer.price;
  return {
    ...{ offer, listingId, tier, dataPolicy, price },
    region: offer.region.trim().toLowerCase(),
    inputMicroUsdPerMTok: Number(price.inputMicroUsdPerMTok),
    outputMicroUsdPerMTok: Number(price.outputMicroUsdPerMTok),
  };
}
