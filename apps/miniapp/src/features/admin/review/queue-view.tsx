import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type ReviewItem, trpc } from '../../../lib/api/index.ts';
import { Card, EmptyState, ErrorNotice, Skeleton } from '../../../ui/index.ts';
import { AppealCard } from './appeal-card.tsx';
import { DecidedNotice } from './decided-notice.tsx';
import { ReviewCard } from './review-card.tsx';
import { useReview } from './use-review.ts';

const REFRESH_MS = 15_000;

/** Everything that waits for a person, the most pressing first. */
export function QueueView() {
  const { queue: texts } = useTexts('admin');
  const queue = useQuery(trpc.admin.queue.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const review = useReview();
  const underWay = review.isPending ? review.variables.listingId : null;
  const waiting = queue.data?.filter((item) => item.kind === 'appeal' || item.listing?.listingId !== underWay);
  const approve = (listingId: string) => review.mutate({ listingId, decision: 'approve' });
  return (
    <>
      {review.data && <DecidedNotice listing={review.data} />}
      {review.error && <ErrorNotice error={review.error} />}
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
        <QueueCard key={keyOf(item)} item={item} isLocked={review.isPending} onApprove={approve} />
      ))}
    </>
  );
}

const keyOf = ({ appeal, listing }: ReviewItem): string => appeal?.appealId ?? listing?.listingId ?? '';

interface QueueCardProps {
  item: ReviewItem;
  isLocked: boolean;
  onApprove: (listingId: string) => void;
}

function QueueCard({ item, isLocked, onApprove }: QueueCardProps) {
  const { appeal, listing, provider } = item;
  if (appeal) return <AppealCard item={item} appeal={appeal} />;
  if (!listing || !provider) return null;
  return (
    <ReviewCard
      item={item}
      listing={listing}
      provider={provider}
      isLocked={isLocked}
      onApprove={() => onApprove(listing.listingId)}
    />
  );
}
