import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Row, Sheet, Skeleton } from '../../../ui/index.ts';
import { CheckTable } from '../review/check-table.tsx';
import { DecideForm } from './decide-form.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { ShownSection } from './shown-section.tsx';

/** All that an admin decides by, side by side, and the decision. */
export function DisputeSheet({ disputeId, onClose }: { disputeId: string; onClose: () => void }) {
  const { admin: texts, codes, about } = useTexts('disputes');
  const details = useQuery(trpc.disputes.details.queryOptions({ disputeId }));
  const dispute = details.data?.dispute;
  return (
    <Sheet title={dispute ? codes[dispute.code] : texts.evidence} onClose={onClose}>
      {details.error && <ErrorNotice error={details.error} onRetry={() => details.refetch()} />}
      {details.isPending && <Skeleton height={300} />}
      {dispute && (
        <Card isFlush>
          <Row
            title={texts.opener}
            detail={texts.openerSo(dispute.opener.disputes, dispute.opener.refunded)}
            end={dispute.opener.firstName}
          />
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
      {dispute && <ShownSection dispute={dispute} receiptText={details.data?.evidence?.receipt?.text ?? null} />}
      {details.data?.dispute.kind === 'listing' && details.data.listing && (
        <CheckTable checks={details.data.listing.checks} />
      )}
      {details.data && dispute?.dueMs != null && <DecideForm details={details.data} onDone={onClose} />}
    </Sheet>
  );
}
