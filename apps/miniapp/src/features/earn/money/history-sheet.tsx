import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Sheet, Skeleton } from '../../../ui/index.ts';
import { PayoutRow } from './payout-row.tsx';

const PAGE = 20;

/** Every payout, also those that were claimed alone, newest first. */
export default function HistorySheet({ onClose }: { onClose: () => void }) {
  const { money: texts } = useTexts('earn');
  const { actions } = useTexts('core');
  const pages = useInfiniteQuery(
    trpc.payouts.history.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.next ?? undefined }),
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet title={texts.history} onClose={onClose}>
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={160} />}
      {pages.data && items.length === 0 && (
        <EmptyState icon="wallet" title={texts.historyEmpty}>
          {texts.historyEmptyAbout}
        </EmptyState>
      )}
      {items.length > 0 && (
        <Card isFlush>
          {items.map((payout) => (
            <PayoutRow key={payout.id} payout={payout} />
          ))}
        </Card>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
    </Sheet>
  );
}
