import { createRoot } from 'react-dom/client';
import { loadTexts, startLanguage, storedLanguage } from '../i18n/index.ts';
import { localKept } from '../lib/kept/index.ts';
import { type Launch, startTelegram } from '../lib/telegram/index.ts';
import { App } from './app.tsx';
import { lastTab } from './last-tab.ts';
import { type LogInOutcome, logIn, takeDevLogin } from './log-in.ts';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/words.css';

/** Login and texts are on their way before the first render, so that nothing waits for it. */
function start(): void {
  const launch = startTelegram();
  const dev = takeDevLogin(location.hash);
  const language = startLanguage({
    chosen: storedLanguage(),
    telegram: launch?.languageCode ?? null,
    browser: navigator.language,
  });
  const login = logIn(launch, dev);
  const root = document.getElementById('root');
  if (!root) return;
  const opened = launch && openFirst(launch, login);
  void Promise.all([loadTexts(language, 'core'), opened]).then(() => createRoot(root).render(<App login={login} />));
}

/**
 * Where the link leads that opened us. Without one, a person who is here for the first time is told what this is, and any other is
 * where they were when the app was closed.
 */
function openFirst({ startParam }: Launch, login: Promise<LogInOutcome>): Promise<void> | null {
  if (location.pathname === '/') {
    const first = localKept.getItem('spindle.started') ? lastTab() : '/start';
    history.replaceState(null, '', first);
  }
  if (!startParam) return null;
  const open = ({ openLink }: { openLink: typeof import('./open-link.ts').openLink }) => openLink(startParam, login);
  return import('./open-link.ts').then(open, () => undefined);
}

// A second login link opened in the same tab changes nothing but the hash.
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#dev=')) location.reload();
});

start();
