import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type DisputeDetails, trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Row, Sheet, Skeleton } from '../../../ui/index.ts';
import { CheckTable } from '../review/check-table.tsx';
import { OthersDecide } from '../who-decides.tsx';
import { DecideForm } from './decide-form.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { ShownSection } from './shown-section.tsx';

const REFRESH_MS = 15_000;

/** All that an admin decides by, side by side, and the decision. */
export function DisputeSheet({ disputeId, onClose }: { disputeId: string; onClose: () => void }) {
  const { admin: texts, codes, about, steps } = useTexts('disputes');
  const details = useQuery(trpc.disputes.details.queryOptions({ disputeId }, { refetchInterval: REFRESH_MS }));
  const dispute = details.data?.dispute;
  return (
    <Sheet title={dispute ? codes[dispute.code] : texts.evidence} onClose={onClose}>
      {details.error && <ErrorNotice error={details.error} onRetry={() => details.refetch()} />}
      {details.isPending && <Skeleton height={300} />}
      {dispute && (
        <Card isFlush>
          {dispute.opener && (
            <Row
              title={texts.opener}
              detail={texts.openerSo(dispute.opener.disputes, dispute.opener.refunded)}
              end={dispute.opener.firstName}
            />
          )}
          <Row title={texts.provider} end={dispute.provider.firstName} />
          {dispute.listing && (
            <Row
              title={about.listing}
              detail={dispute.listing.title}
              href={`/admin/listings/${dispute.listing.listingId}`}
            />
          )}
        </Card>
      )}
      {details.data?.evidence && <EvidenceCard evidence={details.data.evidence} />}
      {dispute?.mayLook && (
        <ShownSection dispute={dispute} receiptText={details.data?.evidence?.receipt?.text ?? null} />
      )}
      {details.data?.dispute.kind === 'listing' && details.data.listing && (
        <CheckTable checks={details.data.listing.checks} />
      )}
      {details.data && dispute?.dueMs != null && <Decision details={details.data} onDone={onClose} />}
      {dispute?.dueMs === null && <p className="muted small">{steps.none}</p>}
    </Sheet>
  );
}

function Decision({ details, onDone }: { details: DisputeDetails; onDone: () => void }) {
  const { barred, others } = details.dispute.whoDecides;
  return barred ? <OthersDecide barred={barred} others={others} /> : <DecideForm details={details} onDone={onDone} />;
}
