import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { BROKER_URL } from '../../lib/api/index.ts';
import { EmptyState, ErrorNotice, Page, Skeleton } from '../../ui/index.ts';
import { CheckLines } from './check-lines.tsx';
import { ProvenFacts } from './proven-facts.tsx';
import { readReceiptLink } from './receipt-link.ts';
import { withEvidence } from './with-evidence.ts';
import '../chat/receipt/receipt.css';

/** A receipt that somebody shared, checked in this browser: no account, no server that sees it. */
export default function ReceiptPage() {
  const texts = useTexts('seal').receipt;
  const hash = useHash();
  const checked = useQuery({
    queryKey: ['shared-receipt', hash],
    queryFn: () => checkLink(hash),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page title={texts.title} lead={checked.data === null ? undefined : texts.lead} back="/">
      {checked.error && <ErrorNotice error={checked.error} onRetry={() => checked.refetch()} />}
      {checked.isPending && <Skeleton height={280} />}
      {checked.data === null && (
        <EmptyState icon="seal" title={texts.none}>
          {texts.noneAbout}
        </EmptyState>
      )}
      {checked.data && (
        <>
          <CheckLines verdict={checked.data.verdict} unreadable={texts.unreadable} />
          <ProvenFacts {...checked.data} />
        </>
      )}
    </Page>
  );
}

/** The verifier is loaded when there is something to verify. */
async function checkLink(hash: string) {
  const linked = await readReceiptLink(hash);
  if (linked === null) return null;
  const value = await withEvidence(linked, BROKER_URL);
  const { auditReceipt } = await import('@spindle/sealed/audit-receipt');
  return { verdict: await auditReceipt(value), file: value };
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = () => setHash(location.hash);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return hash;
}
