import type { Candidate } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { CopyButton } from '../../../ui/index.ts';
import { receiptFileOf } from '../../receipt/receipt-file.ts';
import { receiptLink } from '../../receipt/receipt-link.ts';
import type { Bill } from '../turn.ts';

/**
 * The receipt to take along: as a link that checks itself in anybody's browser, or as the file that `spindle-verify` reads.
 * What the machine said goes along only in a link of its own, which says so.
 */
export function KeepReceipt({ bill, candidate }: { bill: Bill; candidate: Candidate }) {
  const { receipt: texts } = useTexts('chat');
  const file = receiptFileOf(bill.signedReceipt, candidate);
  const { opening } = bill;
  const links = useQuery({
    queryKey: ['receipt-link', bill.signedReceipt.signature],
    queryFn: async () => ({
      plain: await receiptLink(file, location.origin),
      opened: opening ? await receiptLink({ ...file, opening }, location.origin) : null,
    }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <p className="muted tiny">{texts.keep}</p>
      <div className="line line--wrap">
        {links.data && <CopyButton text={links.data.plain} label={texts.copyLink} />}
        <CopyButton text={JSON.stringify(file, null, 2)} label={texts.copy} />
      </div>
      {links.data?.opened && (
        <>
          <p className="muted tiny">{texts.keepOpened}</p>
          <div className="line">
            <CopyButton text={links.data.opened} label={texts.copyOpened} />
          </div>
        </>
      )}
    </div>
  );
}
