import type { CheckedEvidence } from '@spindle/sealed/confidential';
import type { Candidate } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { Amount, Card, Row, Sheet, TierBadge } from '../../../ui/index.ts';
import { DisputeRow } from '../../disputes/dispute-row.tsx';
import { SealSection } from '../seal/seal-section.tsx';
import type { Answer, Bill } from '../turn.ts';
import { CheckList } from './check-list.tsx';
import { KeepReceipt } from './keep-receipt.tsx';
import { TokenBill } from './token-bill.tsx';
import './receipt.css';

interface ReceiptSheetProps {
  bill: Bill;
  candidate: Candidate | null;
  /** What was found of a confidential machine before the question was sealed. */
  evidence: CheckedEvidence | null;
  /** What was asked of the seal. */
  wishes: Pick<Answer, 'isPrivate' | 'isPostQuantum'>;
  onClose: () => void;
}

/** Who answered, what it cost and why, and what this device verified. */
export function ReceiptSheet({ bill, candidate, evidence, wishes, onClose }: ReceiptSheetProps) {
  const { receipt: texts } = useTexts('chat');
  const listingId = candidate?.terms.listingId ?? '';
  const listing = useQuery(trpc.market.listing.queryOptions({ listingId }, { enabled: candidate !== null }));
  if (!candidate) return null;
  const { terms } = candidate;
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className="receipt-head">
        <Amount nano={bill.chargedNano} microUsdPerCoin={BigInt(terms.rateMicroUsdPerCoin)} size="large" />
      </div>
      <CheckList bill={bill} candidate={candidate} />
      <SealSection candidate={candidate} evidence={evidence} wishes={wishes} />
      <Card isFlush>
        <Row
          title={texts.whoAnswered}
          end={<span className="strong">{listing.data?.title ?? shortened(terms.nodeId)}</span>}
          href={`/listings/${terms.listingId}`}
        />
        <Row title={texts.tier} end={<TierBadge tier={terms.tier} />} />
        <Row title={texts.machine} end={<span className="mono small">{shortened(terms.nodeId, 8, 6)}</span>} />
        <Row title={texts.model} end={<span className="small">{terms.model}</span>} />
        <DisputeRow jobId={terms.jobId} />
      </Card>
      <TokenBill bill={bill} terms={terms} />
      <KeepReceipt bill={bill} candidate={candidate} />
    </Sheet>
  );
}
