import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Section, Skeleton } from '../../../ui/index.ts';
import { MovementRow } from './movement-row.tsx';

const StatementSheet = lazy(() => import('./statement-sheet.tsx'));
const PAGE = 20;
const REFRESH_MS = 15_000;

/** Every movement of the person's money, newest first. */
export function Movements() {
  const { movements: texts, statement } = useTexts('wallet');
  const [isExporting, setIsExporting] = useState(false);
  const { actions } = useTexts('core');
  const pages = useInfiniteQuery(
    trpc.wallet.movements.infiniteQueryOptions(
      { limit: PAGE },
      { getNextPageParam: (page) => page.next ?? undefined, refetchInterval: REFRESH_MS },
    ),
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title={texts.title}
      aside={
        items.length > 0 && (
          <Button size="small" icon="arrowIn" onClick={() => setIsExporting(true)}>
            {statement.open}
          </Button>
        )
      }
    >
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={170} />}
      {pages.data && items.length === 0 && (
        <Card>
          <EmptyState icon="arrowIn" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {items.length > 0 && (
        <div className="movements">
          <Card isFlush>
            {items.map((movement) => (
              <MovementRow key={movement.id} movement={movement} />
            ))}
          </Card>
        </div>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
      <Suspense>{isExporting && <StatementSheet onClose={() => setIsExporting(false)} />}</Suspense>
    </Section>
  );
}
