import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { currentLanguage, loadTexts } from '../i18n/index.ts';
import { queryClient, trpc } from '../lib/api/index.ts';
import { arriving } from '../lib/arriving.ts';
import { wakeTelegram } from '../lib/telegram/index.ts';
import { App } from './app.tsx';
import { type LogInOutcome, logIn } from './log-in.ts';
import { corner, nextPages, pages } from './routes.tsx';
import type { Visit } from './visit.ts';

/** An answer that comes so soon after everything else is waited for: what would stand there before it would be drawn for nothing. */
const SOON_MS = 300;

/** Draws the app once its words are here and it is known who came: the mark stands there until then, and no skeleton after it. */
export async function draw({ launch, dev, isMarket }: Visit): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  // Apart from the login, or they would go out together and not find the answer that is on its way.
  const answers = isMarket && askMarket();
  // The script has just begun, which is work enough for one task.
  await pause(0);
  // No first screen waits for these.
  wakeTelegram();
  void corner.preload();
  const login = arriving(logIn(launch, dev));
  await Promise.all([
    loadTexts(currentLanguage(), 'core'),
    login,
    launch?.startParam && openLink(launch.startParam, login),
    isMarket && pages.market.preload(),
  ]);
  await Promise.race([answers, pause(SOON_MS)]);
  // In slices, between which the browser does what else is to be done.
  startTransition(() => createRoot(root).render(<App login={login} />));
  const part = await import('./fetch-next-pages.ts').catch(() => null);
  part?.fetchNextPages(nextPages);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Goes where the link leads that opened us. */
async function openLink(param: string, login: Promise<LogInOutcome>): Promise<void> {
  const part = await import('./open-link.ts').catch(() => null);
  part?.openLink(param, login);
}

/** What the page asks that most visits begin with: the same as MARKET_ASKS, whose answers these get. */
const askMarket = (): Promise<unknown> =>
  Promise.all([
    queryClient.prefetchQuery(trpc.app.config.queryOptions()),
    queryClient.prefetchQuery(trpc.market.models.queryOptions({})),
  ]);

// A second login link opened in the same tab changes nothing but the hash.
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#dev=')) location.reload();
});
