import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ListingView, trpc, type WindowView } from '../../../lib/api/index.ts';
import { period, shortened } from '../../../lib/format/index.ts';
import { Button, Card, ErrorNotice, Row, Section, Skeleton } from '../../../ui/index.ts';

const PlanSheet = lazy(() => import('./plan-sheet.tsx'));
const REFRESH_MS = 10_000;

/** Times in which the listing, or one of its machines, rests. */
export function MaintenanceSection({ listing }: { listing: ListingView }) {
  const { plan: texts } = useTexts('earn').console;
  const { listingId } = listing;
  const [isPlanning, setIsPlanning] = useState(false);
  const windows = useQuery(trpc.console.windows.queryOptions({ listingId }, { refetchInterval: REFRESH_MS }));
  return (
    <Section title={texts.title} note={texts.note}>
      {windows.error && <ErrorNotice error={windows.error} onRetry={() => windows.refetch()} />}
      {windows.isPending && <Skeleton height={80} />}
      {windows.data && (
        <Card isFlush>
          {windows.data.length === 0 && <Row title={<span className="muted">{texts.none}</span>} />}
          {windows.data.map((window) => (
            <WindowRow key={window.windowId} window={window} />
          ))}
        </Card>
      )}
      <Button look="soft" icon="plus" onClick={() => setIsPlanning(true)}>
        {texts.add}
      </Button>
      <Suspense>{isPlanning && <PlanSheet listing={listing} onClose={() => setIsPlanning(false)} />}</Suspense>
    </Section>
  );
}

function WindowRow({ window }: { window: WindowView }) {
  const { plan: texts } = useTexts('earn').console;
  const language = useLanguage();
  const queries = useQueryClient();
  const { listingId, windowId, nodeId, phase } = window;
  const end = useMutation(
    trpc.console.endWindow.mutationOptions({
      onSuccess: (left) => {
        queries.setQueryData(trpc.console.windows.queryKey({ listingId }), left);
        return queries.invalidateQueries({ queryKey: trpc.earn.pathKey() });
      },
    }),
  );
  return (
    <>
      <Row
        title={period(window.fromMs, window.toMs, language)}
        detail={`${texts.phases[phase]} · ${nodeId === null ? texts.whole : texts.machine(shortened(nodeId, 4, 4))}`}
        end={
          <Button size="small" isBusy={end.isPending} onClick={() => end.mutate({ listingId, windowId })}>
            {phase === 'planned' ? texts.cancel : texts.end}
          </Button>
        }
      />
      {end.error && <ErrorNotice error={end.error} />}
    </>
  );
}
