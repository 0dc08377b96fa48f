import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Segmented, Skeleton } from '../../../ui/index.ts';
import { DisputeCard } from '../../disputes/dispute-card.tsx';
import { DisputeSheet } from './dispute-sheet.tsx';

const REFRESH_MS = 15_000;

/** Disputes and reports: those that wait, longest first, or those that are decided. */
export default function DisputeSection() {
  const { admin: texts } = useTexts('disputes');
  const [part, setPart] = useState<'open' | 'decided'>('open');
  const [openId, setOpenId] = useState<string | null>(null);
  const input = { isOpen: part === 'open' };
  const disputes = useQuery(trpc.disputes.all.queryOptions(input, { refetchInterval: REFRESH_MS }));
  return (
    <>
      <Segmented
        label={texts.open}
        value={part}
        options={(['open', 'decided'] as const).map((value) => ({ value, label: texts[value] }))}
        onChange={setPart}
      />
      {disputes.error && <ErrorNotice error={disputes.error} onRetry={() => disputes.refetch()} />}
      {disputes.isPending && <Skeleton height={300} />}
      {disputes.data?.length === 0 && (
        <Card>
          <EmptyState icon="check" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {disputes.data?.map((dispute) => (
        <DisputeCard key={dispute.disputeId} dispute={dispute} fromProviderNano={0n}>
          <Button isWide onClick={() => setOpenId(dispute.disputeId)}>
            {texts.evidence}
          </Button>
        </DisputeCard>
      ))}
      {openId && <DisputeSheet disputeId={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}
