import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Segmented, Skeleton } from '../../../ui/index.ts';
import { AdminReviewCard } from './admin-review-card.tsx';

/** What buyers write of listings, and what of it is hidden. */
export default function ReviewsSection() {
  const { desk: texts } = useTexts('reviews');
  const [which, setWhich] = useState<'shown' | 'hidden'>('shown');
  const pages = useInfiniteQuery(
    trpc.reviews.all.infiniteQueryOptions(
      { isHidden: which === 'hidden' },
      { getNextPageParam: (last) => last.next ?? undefined },
    ),
  );
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <Segmented
        label={texts.shown}
        value={which}
        options={[
          { value: 'shown', label: texts.shown },
          { value: 'hidden', label: texts.hidden },
        ]}
        onChange={setWhich}
      />
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={200} />}
      {items?.length === 0 && (
        <Card>
          <EmptyState icon="chat" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {items?.map((review) => (
        <AdminReviewCard key={review.reviewId} review={review} />
      ))}
      {pages.hasNextPage && (
        <Button isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
