import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Page, Skeleton } from '../../ui/index.ts';
import { NoticeItem } from './notice-item.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import './notices.css';

const PAGE = 30;

/** What is behind the bell. What is shown here is read; it stays marked as new until the page is left. */
export default function NoticesPage() {
  const texts = useTexts('notices');
  const { actions } = useTexts('core');
  const language = useLanguage();
  const pages = useInfiniteQuery(
    trpc.notices.list.infiniteQueryOptions(
      { limit: PAGE, language },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  useMarkRead(items[0]?.atMs ?? null);
  return (
    <Page title={texts.title} lead={texts.lead} back="/">
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={240} />}
      {pages.data && items.length === 0 && (
        <Card>
          <EmptyState icon="info" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {items.length > 0 && (
        <Card isFlush>
          {items.map((item) => (
            <NoticeItem key={item.noticeId} item={item} />
          ))}
        </Card>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
      <NoticeSettings />
    </Page>
  );
}

/** Tells the broker how far was read; the count at the bell is asked for anew. */
function useMarkRead(throughMs: number | null): void {
  const queries = useQueryClient();
  const { mutate } = useMutation(
    trpc.notices.markRead.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.notices.unread.queryKey() }),
    }),
  );
  useEffect(() => {
    if (throughMs !== null) mutate({ throughMs });
  }, [throughMs, mutate]);
}
