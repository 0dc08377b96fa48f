import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';

/**
 * Decides on a listing. While the broker is asked, the caller shows it as decided; the queue's own data changes only
 * when the broker has agreed, so a refusal brings the listing back by itself, with what is true now.
 */
export function useReview() {
  const queries = useQueryClient();
  const queueKey = trpc.admin.queue.queryKey();
  return useMutation(
    trpc.admin.review.mutationOptions({
      onSuccess: async (listing, { listingId }) => {
        haptic.success();
        // Its page offers at once what can be decided now.
        queries.setQueryData(trpc.admin.case.queryKey({ listingId }), (found) => found && { ...found, listing });
        await queries.cancelQueries({ queryKey: queueKey });
        queries.setQueryData(queueKey, (items) =>
          items?.filter(({ kind, listing }) => kind === 'appeal' || listing?.listingId !== listingId),
        );
      },
      onError: () => haptic.failure(),
      onSettled: () => {
        void queries.invalidateQueries({ queryKey: trpc.admin.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.market.pathKey() });
      },
    }),
  );
}
