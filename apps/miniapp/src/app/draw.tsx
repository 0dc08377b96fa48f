import { createRoot } from 'react-dom/client';
import { currentLanguage, loadTexts } from '../i18n/index.ts';
import { queryClient, trpc } from '../lib/api/index.ts';
import { arriving } from '../lib/arriving.ts';
import { wakeTelegram } from '../lib/telegram/index.ts';
import { App } from './app.tsx';
import { type LogInOutcome, logIn } from './log-in.ts';
import { corner, pages } from './routes.tsx';
import type { Visit } from './visit.ts';

/** Draws the app once its words are here and it is known who came: the mark stands there until then, and no skeleton after it. */
export async function draw({ launch, dev, isMarket }: Visit): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  // No first screen waits for these.
  wakeTelegram();
  void corner.preload();
  const login = arriving(logIn(launch, dev));
  await Promise.all([
    loadTexts(currentLanguage(), 'core'),
    login,
    launch?.startParam && openLink(launch.startParam, login),
    isMarket && prepareMarket(),
  ]);
  createRoot(root).render(<App login={login} />);
}

/** Goes where the link leads that opened us. */
async function openLink(param: string, login: Promise<LogInOutcome>): Promise<void> {
  const part = await import('./open-link.ts').catch(() => null);
  part?.openLink(param, login);
}

/** The page most visits begin with, and what it asks: the same as MARKET_ASKS, whose answers these get. */
function prepareMarket(): Promise<unknown> {
  void queryClient.prefetchQuery(trpc.app.config.queryOptions());
  void queryClient.prefetchQuery(trpc.market.models.queryOptions({}));
  return pages.market.preload();
}

// A second login link opened in the same tab changes nothing but the hash.
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#dev=')) location.reload();
});
