import { loadTexts, startLanguage, storedLanguage } from '../i18n/index.ts';
import { askAhead, resumeSession, TRPC_URL } from '../lib/api/index.ts';
import { localKept, tabKept } from '../lib/kept/index.ts';
import { startTelegram } from '../lib/telegram/index.ts';
import { takeDevLogin } from './dev-login.ts';
import { lastTab } from './last-tab.ts';
import { MARKET_ASKS, type Visit } from './visit.ts';
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/words.css';

/**
 * The first script is small, and is here long before the one that draws: the words, the login and what the first page asks are on
 * their way meanwhile.
 */
function begin(): Visit {
  const launch = startTelegram();
  const dev = takeDevLogin(location.hash);
  const language = startLanguage({
    chosen: storedLanguage(),
    telegram: launch?.languageCode ?? null,
    browser: navigator.language,
  });
  if (launch && location.pathname === '/') history.replaceState(null, '', firstPath());
  // Another's session of this tab is none for who comes by a login of their own.
  const isKnown = !dev && resumeSession(launch?.userId ?? null, Date.now(), tabKept);
  const initData = dev || isKnown ? '' : launch?.initData;
  if (initData) askAhead(TRPC_URL, 'mutation', [['auth.telegram', { initData }]]);
  // A link leads elsewhere yet, and who is not let in, or not yet known to be, sees no market.
  const isMarket = location.pathname === '/' && !launch?.startParam && Boolean(isKnown || initData);
  if (isMarket) {
    askAhead(TRPC_URL, 'query', MARKET_ASKS);
    ahead(loadTexts(language, 'market'));
  }
  ahead(loadTexts(language, 'core'));
  return { launch, dev, isMarket };
}

/** Who waits for it hears of a failure. */
function ahead(coming: Promise<unknown>): void {
  coming.catch(() => undefined);
}

/** Somebody who is here for the first time is told what this is, and any other is where they were when the app was closed. */
const firstPath = (): string => (localKept.getItem('spindle.started') ? lastTab() : '/start');

const visit = begin();
void import('./draw.tsx').then(({ draw }) => draw(visit));
