import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type ReviewItem, trpc } from '../../../lib/api/index.ts';
import { Card, EmptyState, ErrorNotice, Sheet, Skeleton } from '../../../ui/index.ts';
import { ReasonForm } from '../reason-form.tsx';
import { DecidedNotice } from './decided-notice.tsx';
import { ReviewCard } from './review-card.tsx';
import { useReview } from './use-review.ts';

const REFRESH_MS = 15_000;

/** Listings that wait for review, longest first. */
export default function QueueSection() {
  const { queue: texts, reason } = useTexts('admin');
  const [rejecting, setRejecting] = useState<ReviewItem | null>(null);
  const queue = useQuery(trpc.admin.queue.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const review = useReview();
  const underWay = review.isPending ? review.variables.listingId : null;
  const waiting = queue.data?.filter(({ listing }) => listing.listingId !== underWay);
  const startRejecting = (item: ReviewItem) => {
    review.reset();
    setRejecting(item);
  };
  const reject = (item: ReviewItem, why: string) =>
    review.mutate(
      { listingId: item.listing.listingId, decision: 'reject', reason: why },
      { onSuccess: () => setRejecting(null) },
    );
  return (
    <>
      {review.data && <DecidedNotice listing={review.data} />}
      {review.error && !rejecting && <ErrorNotice error={review.error} />}
      {queue.error && <ErrorNotice error={queue.error} onRetry={() => queue.refetch()} />}
      {queue.isPending && <Skeleton height={420} />}
      {waiting?.length === 0 && (
        <Card>
          <EmptyState icon="check" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {waiting?.map((item) => (
        <ReviewCard
          key={item.listing.listingId}
          item={item}
          isLocked={review.isPending}
          onApprove={() => review.mutate({ listingId: item.listing.listingId, decision: 'approve' })}
          onReject={() => startRejecting(item)}
        />
      ))}
      {rejecting && (
        <Sheet title={texts.rejectTitle} onClose={() => setRejecting(null)}>
          <p className="muted">{texts.rejectAbout(rejecting.listing.title)}</p>
          <ReasonForm
            presets={reason.reject}
            isBusy={review.isPending}
            error={review.error}
            onSend={(why) => reject(rejecting, why)}
          />
        </Sheet>
      )}
    </>
  );
}
