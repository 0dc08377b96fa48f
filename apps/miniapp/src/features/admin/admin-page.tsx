import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Button, EmptyState, ErrorNotice, Page, Segmented, Skeleton } from '../../ui/index.ts';
import { AuditSection } from './audit/audit-section.tsx';
import { ListingSection } from './listings/listing-section.tsx';
import { QueueSection } from './queue/queue-section.tsx';
import './admin.css';

const PARTS = ['queue', 'listings', 'audit'] as const;

/** Where the market is kept honest. The broker checks the role by itself; this page only spares others the faults. */
export default function AdminPage() {
  const texts = useTexts('admin');
  const me = useQuery(trpc.auth.me.queryOptions());
  return (
    <Page title={texts.title} lead={texts.lead}>
      {me.error && <ErrorNotice error={me.error} onRetry={() => me.refetch()} />}
      {me.isPending && <Skeleton height={300} />}
      {me.data && (me.data.roles.includes('admin') ? <Console /> : <NotForYou />)}
    </Page>
  );
}

function Console() {
  const { parts } = useTexts('admin');
  const [search, setSearch] = useSearchParams();
  const part = PARTS.find((each) => each === search.get('part')) ?? 'queue';
  return (
    <>
      <Segmented
        label={parts.label}
        value={part}
        options={PARTS.map((value) => ({ value, label: parts[value] }))}
        onChange={(next) => setSearch({ part: next }, { replace: true })}
      />
      {part === 'queue' && <QueueSection />}
      {part === 'listings' && <ListingSection />}
      {part === 'audit' && <AuditSection />}
    </>
  );
}

function NotForYou() {
  const { refusal } = useTexts('admin');
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon="admin"
      title={refusal.title}
      action={
        <Button look="primary" onClick={() => navigate('/')}>
          {refusal.action}
        </Button>
      }
    >
      {refusal.about}
    </EmptyState>
  );
}
