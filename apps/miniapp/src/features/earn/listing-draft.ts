import type { DataPolicy } from '@spindle/shared';
import type { EarnCatalog, OfferInput } from '../../lib/api/index.ts';
import { newOfferDraft, type OfferDraft, offerOfDraft } from './offer-draft.ts';

/** A listing as it is typed. */
export interface ListingDraft {
  title: string;
  hardwareId: string;
  gpuCount: string;
  region: string;
  dataPolicy: DataPolicy;
  offers: OfferDraft[];
}

export interface NewListing {
  title: string;
  hardwareId: string;
  gpuCount: number;
  region: string;
  dataPolicy: DataPolicy;
  offers: OfferInput[];
}

const MOST_PIECES = 64;

export function firstListingDraft(catalog: EarnCatalog): ListingDraft {
  const offers = catalog.models.slice(0, 1).map(({ modelId }) => newOfferDraft(modelId));
  const hardwareId = catalog.hardware[0]?.id ?? '';
  return { title: '', hardwareId, gpuCount: '1', region: '', dataPolicy: 'undeclared', offers };
}

/** The listing that a draft makes; null while something is missing. The broker checks all of it again. */
export function listingOfDraft(draft: ListingDraft, catalog: EarnCatalog): NewListing | null {
  const title = draft.title.trim();
  const region = draft.region.trim();
  const gpuCount = pieces(draft.gpuCount);
  const offers = draft.offers.map((offer) => offerOfDraft(offer, catalog.priceLimits));
  const complete = offers.filter((offer) => offer !== null);
  const isComplete = complete.length === offers.length && offers.length > 0;
  if (title.length < 3 || region.length < 2 || gpuCount === null || !isComplete) return null;
  return { title, hardwareId: draft.hardwareId, gpuCount, region, dataPolicy: draft.dataPolicy, offers: complete };
}

/** A whole number of pieces, or null. */
export function pieces(text: string): number | null {
  const count = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MOST_PIECES ? count : null;
}
