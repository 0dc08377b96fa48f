import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Card, EmptyState, ErrorNotice, Page, Section, Skeleton } from '../../ui/index.ts';
import { AnswerForm } from './answer-form.tsx';
import { DisputeCard } from './dispute-card.tsx';
import { ShownRow } from './shown/shown-row.tsx';

const REFRESH_MS = 15_000;

const useWanted = () => useSearchParams()[0].get('dispute');

/** What this person has opened; of a provider also what they were asked. */
export default function DisputesPage() {
  const texts = useTexts('disputes');
  const me = useQuery(trpc.auth.me.queryOptions());
  const isProvider = me.data?.roles.includes('provider') ?? false;
  return (
    <Page title={texts.title} lead={texts.lead} back="/">
      {isProvider && <OfProvider />}
      <Mine />
    </Page>
  );
}

function Mine() {
  const texts = useTexts('disputes');
  const wanted = useWanted();
  const mine = useQuery(trpc.disputes.mine.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Section title={texts.mine}>
      {mine.error && <ErrorNotice error={mine.error} onRetry={() => mine.refetch()} />}
      {mine.isPending && <Skeleton height={160} />}
      {mine.data?.length === 0 && (
        <Card>
          <EmptyState icon="check" title={texts.none}>
            {texts.noneAbout}
          </EmptyState>
        </Card>
      )}
      {mine.data?.map((dispute) => (
        <DisputeCard key={dispute.disputeId} dispute={dispute} isWanted={dispute.disputeId === wanted}>
          {dispute.shown && <ShownRow dispute={dispute} />}
        </DisputeCard>
      ))}
    </Section>
  );
}

function OfProvider() {
  const texts = useTexts('disputes');
  const wanted = useWanted();
  const asked = useQuery(trpc.disputes.ofProvider.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (!asked.data?.length && !asked.error) return null;
  return (
    <Section title={texts.ofProvider}>
      {asked.error && <ErrorNotice error={asked.error} onRetry={() => asked.refetch()} />}
      {asked.data?.map((dispute) => (
        <DisputeCard
          key={dispute.disputeId}
          dispute={dispute}
          fromProviderNano={dispute.providerNano}
          isWanted={dispute.disputeId === wanted}
        >
          {dispute.state === 'asked' && <AnswerForm disputeId={dispute.disputeId} />}
        </DisputeCard>
      ))}
    </Section>
  );
}
