import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Section, Skeleton } from '../../ui/index.ts';
import { MovementRow } from './movement-row.tsx';

const PAGE = 20;
const REFRESH_MS = 15_000;

/** Every movement of the person's money, newest first. */
export function Movements() {
  const { movements: texts } = useTexts('wallet');
  const { actions } = useTexts('core');
  const pages = useInfiniteQuery(
    trpc.wallet.movements.infiniteQueryOptions(
      { limit: PAGE },
      { getNextPageParam: (page) => page.next ?? undefined, refetchInterval: REFRESH_MS },
    ),
  );
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={texts.title}>
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
        <Card isFlush>
          {items.map((movement) => (
            <MovementRow key={movement.id} movement={movement} />
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
