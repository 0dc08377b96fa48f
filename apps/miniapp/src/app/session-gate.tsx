import { useQuery } from '@tanstack/react-query';
import { type ReactNode, use } from 'react';
import { useTexts } from '../i18n/index.ts';
import { trpc } from '../lib/api/index.ts';
import { openOutside } from '../lib/telegram/index.ts';
import { Button, EmptyState, ErrorNotice, Notice } from '../ui/index.ts';
import type { LogInOutcome } from './log-in.ts';

/** Lets in who is logged in; tells everyone else what to do. */
export function SessionGate({ login, children }: { login: Promise<LogInOutcome>; children: ReactNode }) {
  const outcome = use(login);
  return outcome.kind === 'in' ? children : <WelcomePage error={outcome.kind === 'failed' ? outcome.error : null} />;
}

function WelcomePage({ error }: { error: unknown }) {
  const { session } = useTexts('core');
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
      {error !== null && <ErrorNotice error={error} onRetry={() => location.reload()} />}
      {config.data?.hasDevLogin && <Notice icon="build">{session.dev}</Notice>}
      {config.data && !bot && !config.data.hasDevLogin && <Notice>{session.noBot}</Notice>}
      {config.error && error === null && <ErrorNotice error={config.error} onRetry={() => config.refetch()} />}
    </main>
  );
}
