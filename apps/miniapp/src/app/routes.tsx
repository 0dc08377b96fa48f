import { lazyPage } from './lazy-page.tsx';

/** What every page has beside it. */
export const corner = lazyPage(['connection', 'notices'], () => import('./corner.tsx'));

/** Every address of the app. Models are named in the query: their ids hold dots and slashes. */
export const pages = {
  market: lazyPage('market', () => import('../features/market/market-page.tsx')),
  model: lazyPage('market', () => import('../features/market/model-page.tsx')),
  listing: lazyPage('market', () => import('../features/market/listing-page.tsx')),
  chat: lazyPage('chat', () => import('../features/chat/chat-page.tsx')),
  wallet: lazyPage('wallet', () => import('../features/wallet/wallet-page.tsx')),
  build: lazyPage('build', () => import('../features/build/build-page.tsx')),
  earn: lazyPage('earn', () => import('../features/earn/earn-page.tsx')),
  newListing: lazyPage('earn', () => import('../features/earn/new-listing-page.tsx')),
  estimate: lazyPage('earn', () => import('../features/earn/estimate/estimate-page.tsx')),
  ownListing: lazyPage('earn', () => import('../features/earn/own-listing-page.tsx')),
  pair: lazyPage('pair', () => import('../features/earn/pair/pair-page.tsx')),
  notices: lazyPage('notices', () => import('../features/notices/notices-page.tsx')),
  policy: lazyPage('policy', () => import('../features/policy/policy-page.tsx')),
  disputes: lazyPage('disputes', () => import('../features/disputes/disputes-page.tsx')),
  newDispute: lazyPage('disputes', () => import('../features/disputes/new-dispute-page.tsx')),
  receipt: lazyPage('seal', () => import('../features/receipt/receipt-page.tsx')),
  settings: lazyPage('settings', () => import('../features/settings/settings-page.tsx')),
  start: lazyPage('start', () => import('../features/start/start-page.tsx')),
  nowhere: lazyPage('welcome', () => import('./nowhere-page.tsx')),
  admin: lazyPage('admin', () => import('../features/admin/admin-page.tsx')),
};

/** What seals and opens, which the chat begins with: by itself, for both in one go would hold a slow phone up. */
const sealing = { preload: () => import('../features/chat/stream-answer.ts').catch(() => null) };

/** What is opened next, by how often. */
export const nextPages = [pages.model, sealing, pages.chat, pages.wallet, pages.earn, pages.build];

export const routes = [
  { path: '/', page: pages.market },
  { path: '/model', page: pages.model },
  { path: '/listings/:listingId', page: pages.listing },
  { path: '/chat', page: pages.chat },
  { path: '/wallet', page: pages.wallet },
  { path: '/build', page: pages.build },
  { path: '/earn', page: pages.earn },
  { path: '/earn/new', page: pages.newListing },
  { path: '/earn/estimate', page: pages.estimate },
  { path: '/earn/:listingId', page: pages.ownListing },
  { path: '/pair/:code?', page: pages.pair },
  { path: '/notices', page: pages.notices },
  { path: '/policy', page: pages.policy },
  { path: '/admin/:section?/:id?', page: pages.admin },
  { path: '/receipt', page: pages.receipt },
  { path: '/disputes', page: pages.disputes },
  { path: '/disputes/new', page: pages.newDispute },
  { path: '/settings', page: pages.settings },
  { path: '/start', page: pages.start },
];
