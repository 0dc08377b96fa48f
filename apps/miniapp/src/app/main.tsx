import { createRoot } from 'react-dom/client';
import { loadTexts, startLanguage, storedLanguage } from '../i18n/index.ts';
import { startTelegram } from '../lib/telegram/index.ts';
import { App } from './app.tsx';
import { logIn, takeDevLogin } from './log-in.ts';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/words.css';

/** Login and texts are on their way before the first render, so that nothing waits for it. */
function start(): void {
  const launch = startTelegram();
  const dev = takeDevLogin(location.hash);
  openAt(launch?.startParam);
  const language = startLanguage({
    chosen: storedLanguage(),
    telegram: launch?.languageCode ?? null,
    browser: navigator.language,
  });
  const login = logIn(launch, dev);
  const root = document.getElementById('root');
  if (!root) return;
  void loadTexts(language, 'core').then(() => createRoot(root).render(<App login={login} />));
}

/** The link that a machine shows opens the page where it is confirmed. */
function openAt(start: string | null | undefined): void {
  const code = /^pair_(\w{1,40})$/.exec(start ?? '')?.[1];
  if (code) history.replaceState(null, '', `/pair/${code}`);
}

// A second login link opened in the same tab changes nothing but the hash.
addEventListener('hashchange', () => {
  if (location.hash.startsWith('#dev=')) location.reload();
});

start();
