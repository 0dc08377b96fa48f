import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Section, Skeleton } from '../../../ui/index.ts';
import { AuditItem } from './audit-item.tsx';
import { listingOf } from './read-entry.ts';

const PAGE = 30;

/** Who decided what, and why, newest first. */
export default function AuditSection() {
  const { audit: texts } = useTexts('admin');
  const { actions } = useTexts('core');
  const listings = useQuery(trpc.admin.listings.queryOptions({}));
  const pages = useInfiniteQuery(
    trpc.admin.audit.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.next ?? undefined }),
  );
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const titleOf = (listingId: string | null) =>
    listings.data?.find((listing) => listing.listingId === listingId)?.title ?? null;
  return (
    <Section note={texts.note}>
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={300} />}
      {pages.data && entries.length === 0 && (
        <Card>
          <EmptyState icon="admin" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {entries.length > 0 && (
        <Card isFlush>
          {entries.map((entry) => (
            <AuditItem key={entry.id} entry={entry} title={titleOf(listingOf(entry))} />
          ))}
        </Card>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
    </Section>
  );
}
