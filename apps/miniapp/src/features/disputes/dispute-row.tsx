import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Badge, Row } from '../../ui/index.ts';
import { STATE_TONES } from './dispute-codes.ts';

/** Below an answer: how its dispute stands, or where to question it. */
export function DisputeRow({ jobId }: { jobId: string }) {
  const texts = useTexts('disputes');
  const found = useQuery(trpc.disputes.ofJob.queryOptions({ jobId }));
  if (!found.data) return <Row title={texts.ask} href={`/disputes/new?job=${jobId}`} />;
  const { disputeId, state } = found.data;
  return (
    <Row
      title={texts.disputed}
      end={<Badge tone={STATE_TONES[state]}>{texts.states[state]}</Badge>}
      href={`/disputes?dispute=${disputeId}`}
    />
  );
}
