import { type AccountId, REQUEST_KINDS, type TokenPrice } from '@spindle/shared';
import { toAccountId } from '../accounts/index.ts';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence } from '../nodes/index.ts';
import { abilityBits, type RouteCandidate, type RouteEvidence, type RouteOffer, spreadOf } from '../routing/index.ts';

/** A machine that sells the model, with what its quote will name. */
export interface Seller extends RouteCandidate {
  readonly presence: NodePresence;
  /** That of the request's service class. */
  readonly price: TokenPrice;
}

/** An offer as routing compares it, at the price of one service class. */
export interface Sold extends RouteOffer {
  readonly offer: OfferRow;
  readonly price: TokenPrice;
}

/** A manifest that names no abilities is of a node that knows of none but this. */
const CHAT_ALONE = abilityBits([REQUEST_KINDS[0]]);

/** Reads how its machine is at the moment of asking; what can't change while it is linked was worked out before. */
export class LinkedSeller implements Seller {
  readonly nodeId: string;
  readonly spread: number;
  readonly listingId: string;
  readonly providerId: AccountId;
  readonly tier: RouteCandidate['tier'];
  readonly dataPolicy: RouteCandidate['dataPolicy'];
  readonly region: string;
  readonly price: TokenPrice;
  readonly inputMicroUsdPerMTok: number;
  readonly outputMicroUsdPerMTok: number;
  readonly revision: string;
  readonly contextLength: number;
  readonly abilities: number;
  readonly keysUntilMs: number;
  readonly #manifest: NodePresence['manifest'];
  readonly #modelId: string;
  readonly #isServed: boolean;
  /** What was loaded when it was last asked, and whether the model was among it. */
  #loadedModels: ReadonlySet<string> | null = null;
  #hasModel = false;

  constructor(
    readonly sold: Sold,
    readonly presence: NodePresence,
  ) {
    const { modelId, revision, contextLength } = sold.offer;
    const served = presence.manifest.models.find((it) => it.model === modelId && it.revision === revision);
    this.nodeId = presence.nodeId;
    this.spread = spreadOf(presence.nodeId);
    this.listingId = sold.listingId;
    this.providerId = providerOf(sold.offer);
    this.tier = sold.tier;
    this.dataPolicy = sold.dataPolicy;
    this.region = sold.region;
    this.price = sold.price;
    this.inputMicroUsdPerMTok = sold.inputMicroUsdPerMTok;
    this.outputMicroUsdPerMTok = sold.outputMicroUsdPerMTok;
    this.revision = revision;
    this.contextLength = served ? Math.min(served.contextLength, contextLength) : contextLength;
    this.abilities = served && served.abilities.length > 0 ? abilityBits(served.abilities) : CHAT_ALONE;
    this.keysUntilMs = presence.manifest.notAfter;
    this.#manifest = presence.manifest;
    this.#modelId = modelId;
    this.#isServed = served !== undefined;
  }

  /** Whether it still says what its machine's manifest says. */
  get isCurrent(): boolean {
    return this.presence.manifest === this.#manifest;
  }
  get hasModel(): boolean {
    const { loadedModels } = this.presence;
    if (loadedModels !== this.#loadedModels) {
      this.#loadedModels = loadedModels;
      this.#hasModel = this.#isServed && loadedModels.has(this.#modelId);
    }
    return this.#hasModel;
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
  get isSuspected(): boolean {
    return this.presence.isSuspected ?? false;
  }
  get evidence(): RouteEvidence | null {
    return this.presence.evidence ?? null;
  }
  get circuitUntilMs(): number | null {
    return this.presence.circuitUntilMs;
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
