import type { ListingView } from '../../../lib/api/index.ts';

type Searched = Pick<ListingView, 'listingId' | 'title' | 'region' | 'hardware' | 'offers'>;

/** Listings in which every word occurs: in the title, the region, the hardware, a model, or the start of the id. */
export function findListings<Listing extends Searched>(listings: readonly Listing[], search: string): Listing[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return listings.filter((listing) => {
    const models = listing.offers.flatMap((offer) => [offer.modelName, offer.modelId]);
    const text = [listing.title, listing.region, listing.hardware.name, ...models].join(' ').toLowerCase();
    return words.every((word) => text.includes(word) || listing.listingId.startsWith(word));
  });
}
