import type { DataPolicy } from '@spindle/shared';
import type { EarnCatalog, OfferInput } from '../../lib/api/index.ts';
import { newOfferDraft, type OfferDraft, offerOfDraft } from './offer-draft.ts';

/** A listing as it is typed. */
export interface ListingDraft {
  /** Of this form, from its opening on: sent twice, it makes one listing. */
  key: string;
  title: string;
  hardwareId: string;
  gpuCount: string;
  region: string;
  dataPolicy: DataPolicy;
  offers: OfferDraft[];
}

export interface NewListing {
  idempotencyKey: string;
  title: string;
  hardwareId: string;
  gpuCount: number;
  region: string;
  dataPolicy: DataPolicy;
  offers: OfferInput[];
}

const MOST_PIECES = 64;
const LEAST_TITLE_CHARS = 3;
const LEAST_REGION_CHARS = 2;
const PARTS = ['name', 'count', 'region', 'prices'] as const;

export function firstListingDraft(catalog: EarnCatalog): ListingDraft {
  const offers = catalog.models.slice(0, 1).map(({ modelId }) => newOfferDraft(modelId));
  const hardwareId = catalog.hardware[0]?.id ?? '';
  const key = crypto.randomUUID();
  return { key, title: '', hardwareId, gpuCount: '1', region: '', dataPolicy: 'undeclared', offers };
}

/** The listing that a draft makes; null while something is missing. The broker checks all of it again. */
export function listingOfDraft(draft: ListingDraft, catalog: EarnCatalog): NewListing | null {
  const title = draft.title.trim();
  const region = draft.region.trim();
  const gpuCount = pieces(draft.gpuCount);
  const offers = draft.offers.map((offer) => offerOfDraft(offer, catalog.priceLimits));
  const complete = offers.filter((offer) => offer !== null);
  if (missingOf(draft, catalog).length > 0 || gpuCount === null) return null;
  const { key: idempotencyKey, hardwareId, dataPolicy } = draft;
  return { idempotencyKey, title, hardwareId, gpuCount, region, dataPolicy, offers: complete };
}

/** A part of the form that is not filled in yet, or wrongly. */
export type MissingPart = 'name' | 'count' | 'region' | 'prices';

/** What a listing still lacks, in the order of the form. */
export function missingOf(draft: ListingDraft, { priceLimits }: EarnCatalog): MissingPart[] {
  const lacks: Record<MissingPart, boolean> = {
    name: draft.title.trim().length < LEAST_TITLE_CHARS,
    count: pieces(draft.gpuCount) === null,
    region: draft.region.trim().length < LEAST_REGION_CHARS,
    prices: draft.offers.length === 0 || draft.offers.some((offer) => offerOfDraft(offer, priceLimits) === null),
  };
  return PARTS.filter((part) => lacks[part]);
}

/** A whole number of pieces, or null. */
export function pieces(text: string): number | null {
  const count = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MOST_PIECES ? count : null;
}
