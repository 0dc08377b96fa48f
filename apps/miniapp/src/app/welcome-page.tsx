import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../i18n/index.ts';
import { trpc } from '../lib/api/index.ts';
import { openOutside } from '../lib/telegram/index.ts';
import { Button, EmptyState, ErrorNotice, Notice } from '../ui/index.ts';

/** For those who came without a login: what this is, and the way in. */
export default function WelcomePage({ error }: { error: unknown }) {
  const { session } = useTexts('welcome');
  const config = useQuery(trpc.app.config.queryOptions());
  const bot = config.data?.botUsername;
  return (
    <main className="page welcome">
      <img src="/icon.svg" alt="" width={72} height={72} className="welcome__logo" />
      <EmptyState
        icon="seal"
        title={error ? session.failed : session.title}
        action={
          bot && (
            <Button look="primary" onClick={() => openOutside(`https://t.me/${bot}?startapp`)}>
              {session.open}
            </Button>
          )
        }
      >
        {session.lead}
      </EmptyState>
      <Suspense>
        <EstimateLink />
      </Suspense>
      {error !== null && <ErrorNotice error={error} onRetry={() => location.reload()} />}
      {config.data?.hasDevLogin && <Notice icon="build">{session.dev}</Notice>}
      {config.data && !bot && !config.data.hasDevLogin && <Notice>{session.noBot}</Notice>}
      {config.error && error === null && <ErrorNotice error={config.error} onRetry={() => config.refetch()} />}
    </main>
  );
}

/** For those who wonder what their hardware would earn before they join; its texts come after the page. */
function EstimateLink() {
  const { wonderFirst } = useTexts('earn').console;
  return (
    <Link href="/earn/estimate" className="button button--soft">
      {wonderFirst}
    </Link>
  );
}
