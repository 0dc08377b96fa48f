import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { useIsWide } from '../../lib/wide.ts';
import { Button, EmptyState, ErrorNotice, Page, Skeleton } from '../../ui/index.ts';
import { AdminHome } from './frame/admin-home.tsx';
import { sectionOf } from './frame/sections.ts';
import './admin.css';

/** Where the market is kept honest. The broker checks the role by itself; this page only spares others the faults. */
export default function AdminPage() {
  const texts = useTexts('admin');
  const { section: name, id } = useParams<{ section?: string; id?: string }>();
  const me = useQuery(trpc.auth.me.queryOptions());
  const section = sectionOf(name);
  const isWide = useIsWide();
  const isAdmin = me.data?.roles.includes('admin') ?? false;
  return (
    <Page
      isWide={section !== null}
      title={section ? texts.sections[section.id].title : texts.title}
      lead={section ? undefined : texts.lead}
      {...(section && { back: id ? `/admin/${section.id}` : '/admin' })}
    >
      {me.error && <ErrorNotice error={me.error} onRetry={() => me.refetch()} />}
      {me.isPending && <Skeleton height={300} />}
      {me.data && !isAdmin && <NotForYou />}
      {isAdmin && !section && <AdminHome />}
      {isAdmin && section && (
        <div className="beside console">
          {isWide && (
            <nav className="beside__side" aria-label={texts.title}>
              <AdminHome here={section.id} />
            </nav>
          )}
          <div>
            <Suspense fallback={<Skeleton height={300} />}>
              <section.page.Page />
            </Suspense>
          </div>
        </div>
      )}
    </Page>
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
