import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type EvidenceOnBoard, trpc } from '../../../lib/api/index.ts';
import { Card, Chips, EmptyState, ErrorNotice, Notice, Skeleton } from '../../../ui/index.ts';
import { EvidenceItem } from './evidence-item.tsx';

const REFRESH_MS = 10_000;
type Shown = 'all' | EvidenceOnBoard['standing']['state'];

/** Machines that prove themselves, or fail to: how each stands, why, since when, and by which image. */
export default function EvidenceSection() {
  const { board: texts } = useTexts('images');
  const [shown, setShown] = useState<Shown>('all');
  const machines = useQuery(trpc.images.machines.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (machines.isPending) return <Skeleton height={420} />;
  if (!machines.data) return <ErrorNotice error={machines.error} onRetry={() => machines.refetch()} />;
  const all = machines.data;
  const countOf = (state: Shown) => all.filter(({ standing }) => state === 'all' || standing.state === state).length;
  if (all.length === 0) return <NoEvidence />;
  const states: Shown[] = ['all', 'accepted', 'refused', 'expired'];
  return (
    <>
      <Notice>{texts.about}</Notice>
      <Chips
        label={texts.label}
        value={shown}
        options={states.map((value) => ({ value, label: `${texts.states[value]} ${countOf(value)}` }))}
        onChange={setShown}
      />
      {countOf(shown) === 0 && <Notice>{texts.none}</Notice>}
      {all
        .filter(({ standing }) => shown === 'all' || standing.state === shown)
        .map((machine) => (
          <EvidenceItem key={machine.nodeId} machine={machine} />
        ))}
    </>
  );
}

function NoEvidence() {
  const { board: texts } = useTexts('images');
  return (
    <>
      <Notice>{texts.about}</Notice>
      <Card>
        <EmptyState icon="seal" title={texts.empty}>
          {texts.emptyAbout}
        </EmptyState>
      </Card>
    </>
  );
}
