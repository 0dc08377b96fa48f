import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../i18n/index.ts';
import { faultOf, trpc } from '../lib/api/index.ts';
import { openOutside, telegramLaunch } from '../lib/telegram/index.ts';
import { Button, EmptyState, ErrorNotice, Notice, Since } from '../ui/index.ts';

/** For those who came without a login: what this is, and the way in. */
export default function WelcomePage({ error }: { error: unknown }) {
  return error !== null && faultOf(error).code === 'offline' ? <OutOfReach /> : <NotLoggedIn error={error} />;
}

function NotLoggedIn({ error }: { error: unknown }) {
  const { session } = useTexts('welcome');
  const config = useQuery(trpc.app.config.queryOptions());
  const bot = config.data?.botUsername;
  // The same login would be refused again; only time mends one from the future.
  const { code } = faultOf(error);
  const canRetry = !code.startsWith('init_data') || code === 'init_data_future';
  // From an inline result or an old keyboard Telegram opens pages without saying who came.
  const isUnnamed = telegramLaunch()?.initData === '';
  return (
    <main className="page welcome">
      <img src="/icon.svg" alt="" width={72} height={72} className="welcome__logo" />
      <EmptyState
        icon="seal"
        title={error ? session.failed : isUnnamed ? session.unnamed : session.title}
        action={
          bot && (
            <Button look="primary" onClick={() => openOutside(`https://t.me/${bot}?startapp`)}>
              {session.open}
            </Button>
          )
        }
      >
        {isUnnamed && error === null ? session.unnamedAbout : session.lead}
      </EmptyState>
      {!isUnnamed && (
        <Suspense>
          <EstimateLink />
        </Suspense>
      )}
      {error !== null && <ErrorNotice error={error} {...(canRetry && { onRetry: () => location.reload() })} />}
      {config.data?.hasDevLogin && <Notice icon="build">{session.dev}</Notice>}
      {config.data && !bot && !config.data.hasDevLogin && <Notice>{session.noBot}</Notice>}
      {config.error && error === null && <ErrorNotice error={config.error} onRetry={() => config.refetch()} />}
    </main>
  );
}

const ASK_EVERY_MS = 4_000;

/** The market was silent when we came: since when, and that it goes on by itself. */
function OutOfReach() {
  const { away: texts } = useTexts('welcome');
  const [sinceMs] = useState(() => Date.now());
  const config = useQuery(trpc.app.config.queryOptions(undefined, { refetchInterval: ASK_EVERY_MS, retry: false }));
  const isBack = config.isSuccess && config.dataUpdatedAt >= sinceMs;
  useEffect(() => {
    if (isBack) location.reload();
  }, [isBack]);
  return (
    <main className="page welcome" aria-live="polite">
      <img src="/icon.svg" alt="" width={72} height={72} className="welcome__logo" />
      <EmptyState
        icon="warn"
        title={navigator.onLine ? texts.silent : texts.offline}
        action={
          <Button look="primary" icon="retry" onClick={() => location.reload()}>
            {texts.again}
          </Button>
        }
      >
        {texts.about} <Since atMs={sinceMs} />
      </EmptyState>
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
