import { type AccountId, batchPrice, REQUEST_KINDS, type ServiceClass, type TokenPrice } from '@spindle/shared';
import { toAccountId } from '../accounts/index.ts';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence, Nodes } from '../nodes/index.ts';
import { type RouteCandidate, type RouteOffer, spreadOf } from '../routing/index.ts';

/** A machine that sells the model, with what its quote will name. */
export interface Seller extends RouteCandidate {
  readonly presence: NodePresence;
}

export interface Sellers {
  sellers: Seller[];
  /** Offers of which no machine is linked. */
  offline: RouteOffer[];
}

/** Joins what is offered with who is linked: both from memory, so that a quote costs no query. */
export function findSellers(
  offers: readonly OfferRow[],
  nodes: Pick<Nodes, 'presencesOf'>,
  serviceClass: ServiceClass,
): Sellers {
  const sellers: Seller[] = [];
  const offline: RouteOffer[] = [];
  for (const offer of offers) {
    const sold = toSold(offer, serviceClass);
    const presences = nodes.presencesOf(offer.listingId);
    if (presences.length === 0) offline.push(sold);
    for (const presence of presences) sellers.push(new LinkedSeller(sold, presence));
  }
  return { sellers, offline };
}

interface Sold extends RouteOffer {
  offer: OfferRow;
}

function toSold(offer: OfferRow, serviceClass: ServiceClass): Sold {
  const { listingId, tier, dataPolicy } = offer;
  const price = serviceClass === 'batch' ? batchPrice(offer.price, offer.batchDiscountPercent) : offer.price;
  return { offer, listingId, tier, dataPolicy, region: offer.region.trim().toLowerCase(), price };
}

/** A manifest that names no abilities is of a node that knows of none but this. */
const CHAT_ALONE: ReadonlySet<string> = new Set(REQUEST_KINDS.slice(0, 1));

/** Reads how its machine is at the moment of asking; what can't change while it is linked was worked out before. */
class LinkedSeller implements Seller {
  readonly nodeId: string;
  readonly spread: number;
  readonly listingId: string;
  readonly providerId: AccountId;
  readonly tier: RouteCandidate['tier'];
  readonly dataPolicy: RouteCandidate['dataPolicy'];
  readonly region: string;
  readonly price: TokenPrice;
  readonly revision: string;
  readonly contextLength: number;
  readonly abilities: ReadonlySet<string>;
  readonly keysUntilMs: number;
  readonly #modelId: string;
  readonly #isServed: boolean;

  constructor(
    { offer, ...sold }: Sold,
    readonly presence: NodePresence,
  ) {
    const { modelId, revision, contextLength } = offer;
    const served = presence.manifest.models.find((it) => it.model === modelId && it.revision === revision);
    this.nodeId = presence.nodeId;
    this.spread = spreadOf(presence.nodeId);
    this.listingId = sold.listingId;
    this.providerId = providerOf(offer);
    this.tier = sold.tier;
    this.dataPolicy = sold.dataPolicy;
    this.region = sold.region;
    this.price = sold.price;
    this.revision = revision;
    this.contextLength = served ? Math.min(served.contextLength, contextLength) : contextLength;
    this.abilities = served && served.abilities.length > 0 ? new Set(served.abilities) : CHAT_ALONE;
    this.keysUntilMs = presence.manifest.notAfter;
    this.#modelId = modelId;
    this.#isServed = served !== undefined;
  }

  get hasModel(): boolean {
    return this.#isServed && this.presence.loadedModels.has(this.#modelId);
  }
  get slots(): number {
    return this.presence.slots;
  }
  get busy(): number {
    return this.presence.busy;
  }
  get isDraining(): boolean {
    return this.presence.isDraining;
  }
  get circuitUntilMs(): number | null {
    return this.presence.circuit.untilMs;
  }
  get answers(): number {
    return this.presence.answers;
  }
  get outstandingTokens(): number {
    return this.presence.outstandingTokens;
  }
  get tokensPerSecond(): number | null {
    return this.presence.tokensPerSecond;
  }
  get firstTokenMs(): number | null {
    return this.presence.firstTokenMs;
  }
}

export const providerOf = (offer: OfferRow): AccountId => toAccountId(offer.providerAccountId);
