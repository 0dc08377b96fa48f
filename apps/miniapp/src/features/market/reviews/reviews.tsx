import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { sessionToken, trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Section, Skeleton } from '../../../ui/index.ts';
import { OwnReviewCard } from './own-review.tsx';
import { ProviderAnswer } from './provider-answer.tsx';
import { ReviewItem } from './review-item.tsx';
import { ReviewSums } from './review-sums.tsx';
import './reviews.css';

interface ReviewsProps {
  listingId: string;
  /** Whoever came by a notice of a review sees them first. */
  isWanted: boolean;
}

const showFirst = (part: HTMLElement | null) => part?.scrollIntoView({ block: 'start' });

/** What buyers say of a listing, what the reader may say themselves, and for its provider a way to answer. */
export default function Reviews({ listingId, isWanted }: ReviewsProps) {
  const texts = useTexts('reviews');
  const pages = useInfiniteQuery(
    trpc.reviews.ofListing.infiniteQueryOptions({ listingId }, { getNextPageParam: (last) => last.next ?? undefined }),
  );
  const rights = useQuery({
    ...trpc.reviews.rights.queryOptions({ listingId }),
    enabled: sessionToken() !== null,
  });
  const [first] = pages.data?.pages ?? [];
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div ref={isWanted ? showFirst : null}>
      <Section title={texts.title} note={texts.note}>
        {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
        {pages.isPending && <Skeleton height={140} />}
        {first && <ReviewSums page={first} />}
        {rights.data && <OwnReviewCard listingId={listingId} rights={rights.data} />}
        {first?.count === 0 && !rights.data?.mine && (
          <Card>
            <EmptyState icon="chat" title={texts.none}>
              {texts.noneAbout}
            </EmptyState>
          </Card>
        )}
        {items.map((review) => (
          <Fragment key={review.reviewId}>
            {review.reviewId !== rights.data?.mine?.reviewId && (
              <Card>
                <ReviewItem review={review}>
                  {rights.data?.isProvider && <ProviderAnswer listingId={listingId} reviewId={review.reviewId} />}
                </ReviewItem>
              </Card>
            )}
          </Fragment>
        ))}
        {pages.hasNextPage && (
          <Button isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {texts.more}
          </Button>
        )}
      </Section>
    </div>
  );
}
