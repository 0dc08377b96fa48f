import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import { trpc, type UsageFilter, type UsageRow } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Skeleton } from '../../../ui/index.ts';
import { UsageItem } from './usage-item.tsx';
import { UsageSheet } from './usage-sheet.tsx';

const PAGE = 20;

/** The requests of the choice, newest first. */
export function UsageList({ filter }: { filter: UsageFilter }) {
  const { usage: texts } = useTexts('build');
  const { actions } = useTexts('core');
  const [open, setOpen] = useState<UsageRow | null>(null);
  const pages = useInfiniteQuery(
    trpc.usage.recent.infiniteQueryOptions(
      { ...filter, limit: PAGE },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  );
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={220} />}
      {pages.data && rows.length === 0 && (
        <Card>
          <EmptyState icon="search" title={texts.nothing}>
            {texts.nothingAbout}
          </EmptyState>
        </Card>
      )}
      {rows.length > 0 && (
        <Card isFlush>
          {rows.map((row) => (
            <UsageItem key={row.jobId} row={row} onOpen={() => setOpen(row)} />
          ))}
        </Card>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
      {open && <UsageSheet row={open} onClose={() => setOpen(null)} />}
      <LinkedRequest />
    </>
  );
}

/** A request that a link names, open at once; what is not one's own is not found. */
function LinkedRequest() {
  const [search, setSearch] = useSearchParams();
  const jobId = search.get('request');
  const request = useQuery(
    trpc.usage.receipt.queryOptions({ jobId: jobId ?? '' }, { enabled: jobId !== null, retry: false }),
  );
  if (jobId === null) return null;
  if (request.error) return <ErrorNotice error={request.error} />;
  return request.data ? <UsageSheet row={request.data.row} onClose={() => setSearch({}, { replace: true })} /> : null;
}
