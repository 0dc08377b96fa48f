import { EventEmitter } from 'node:events';
import type { OfferRow } from '../../apps/api/src/modules/listings/index.ts';
import { Link } from '../../apps/api/src/modules/nodes/linking/link.ts';
import { TrackRecord } from '../../apps/api/src/modules/nodes/record/track-record.ts';
import type { ChooseDeps } from '../../apps/api/src/modules/relay/choose-sellers.ts';
import { ok, uuidv7 } from '../../packages/shared/src/index.ts';

export const MODEL = 'maker/model';
const HOUR_MS = 3600_000;

/** Offers of one model with a linked machine each: prices, speeds and loads differ; some are full, some fresh. */
export function makeMarket(machines: number): ChooseDeps & { linkChanged(): void } {
  const nowMs = Date.now();
  const offers: OfferRow[] = [];
  const links = new Map<string, Link[]>();
  for (let at = 0; at < machines; at++) {
    const offer = makeOffer(nowMs, at);
    offers.push(offer);
    links.set(offer.listingId, [makeLink(offer, nowMs, at)]);
  }
  let version = 0;
  return {
    offersForModel: async () => offers,
    findModel: async (modelId) => ok(modelId),
    nodes: { presencesOf: (listingId) => links.get(listingId) ?? [], linksVersion: () => version },
    linkChanged: () => {
      version++;
    },
  };
}

function makeOffer(nowMs: number, at: number): OfferRow {
  const price = BigInt(1_000_000 + (at % 97) * 10_000);
  return {
    offerId: uuidv7(nowMs),
    listingId: uuidv7(nowMs),
    providerAccountId: uuidv7(nowMs),
    tier: 'community',
    region: at % 2 === 0 ? 'eu-lv' : 'us',
    dataPolicy: 'undeclared',
    modelId: MODEL,
    revision: 'r1',
    contextLength: 32_768,
    price: { inputMicroUsdPerMTok: price, cachedInputMicroUsdPerMTok: price, outputMicroUsdPerMTok: price },
    batchDiscountPercent: 50,
  };
}

/** The product's own link, without a connection behind it. */
function makeLink(offer: OfferRow, nowMs: number, at: number): Link {
  const nodeId = uuidv7(nowMs);
  const known = { firstTokenMs: 100 + (at % 50), tokensPerSecond: 20 + (at % 80), answers: at % 40 };
  const node = { nodeId, listingId: offer.listingId, identityKey: '', isRetired: false, ...known };
  const model = { model: MODEL, revision: 'r1', contextLength: 32_768, abilities: ['chat', 'tools'] };
  const said = {
    manifest: {
      ...{ v: 1 as const, env: 'dev' as const, nodeId, sealKey: '', receiptKey: '', program: '', engine: '' },
      ...{ models: [model], notBefore: nowMs, notAfter: nowMs + HOUR_MS },
    },
    signed: { text: '', signature: '' },
    state: {
      type: 'state' as const,
      slots: 4,
      busy: at % 5,
      draining: false,
      tokensPerSecond: null,
      firstTokenMs: null,
      models: [{ model: MODEL, revision: 'r1', loaded: true }],
    },
  };
  const session = new EventEmitter() as Link['session'];
  return new Link(session, node, said, [], nowMs, new TrackRecord(known, () => Date.now()));
}
