import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../lib/api/index.ts';

/** Fetches anew what shows reviews of a listing, after one was written, answered or taken back. */
export function useReviewsChanged(listingId: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: trpc.reviews.ofListing.infiniteQueryKey({ listingId }) }),
      queries.invalidateQueries({ queryKey: trpc.reviews.rights.queryKey({ listingId }) }),
      queries.invalidateQueries({ queryKey: trpc.reviews.ofProvider.queryKey({ listingId }) }),
      queries.invalidateQueries({ queryKey: trpc.market.listing.queryKey({ listingId }) }),
    ]);
  };
}
