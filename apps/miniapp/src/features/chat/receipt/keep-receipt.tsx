import type { Candidate, Signed } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { CopyButton } from '../../../ui/index.ts';
import { receiptFileOf } from '../../receipt/receipt-file.ts';
import { receiptLink } from '../../receipt/receipt-link.ts';

/** The receipt to take along: as a link that checks itself in anybody's browser, or as the file that `spindle-verify` reads. */
export function KeepReceipt({ receipt, candidate }: { receipt: Signed; candidate: Candidate }) {
  const { receipt: texts } = useTexts('chat');
  const file = receiptFileOf(receipt, candidate);
  const link = useQuery({
    queryKey: ['receipt-link', receipt.signature],
    queryFn: () => receiptLink(file, location.origin),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <p className="muted tiny">{texts.keep}</p>
      <div className="line">
        {link.data && <CopyButton text={link.data} label={texts.copyLink} />}
        <CopyButton text={JSON.stringify(file, null, 2)} label={texts.copy} />
      </div>
    </div>
  );
}
