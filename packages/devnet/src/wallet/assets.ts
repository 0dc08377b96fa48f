import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Answer, Route } from '../http/index.ts';
import { APP_NAME, DEVICE, MAX_MESSAGES } from './answers.ts';

const folder = new URL('../../wallet/', import.meta.url);

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Name of the wallet's object on `window`. */
export const JS_BRIDGE_KEY = 'spindleDevWallet';

const info = (base: string) => ({
  name: 'Spindle dev wallet',
  app_name: APP_NAME,
  image: `${base}/wallet/icon.svg`,
  about_url: `${base}/wallet`,
  platforms: ['ios', 'android', 'macos', 'windows', 'linux', 'chrome', 'firefox', 'safari'],
  features: [{ name: 'SendTransaction', maxMessages: MAX_MESSAGES, extraCurrencySupported: false }],
});

/** For `walletsListSource`: this wallet alone, by both bridges. */
const walletsList = (base: string) => [
  {
    ...info(base),
    universal_url: `${base}/wallet/connect`,
    bridge: [
      { type: 'sse', url: `${base}/bridge` },
      { type: 'js', key: JS_BRIDGE_KEY },
    ],
  },
];

/** Files of the wallet's pages, as they lie in `wallet/`. */
export function assetRoutes(): Route[] {
  const file = (path: string, name: string): Route => ({ method: 'GET', path, answer: () => sendFile(name) });
  return [
    file('/wallet', 'wallet.html'),
    file('/wallet/connect', 'wallet.html'),
    file('/wallet/approve', 'approve.html'),
    { method: 'GET', path: '/', answer: ({ response }) => redirect(response, '/wallet') },
    {
      method: 'GET',
      path: '/wallet/wallets.json',
      answer: ({ host }) => ({ status: 200, body: walletsList(`http://${host}`) }),
    },
    { method: 'GET', path: '/wallet/inject.js', answer: ({ host, url }) => inject(`http://${host}`, url) },
    ...['wallet.css', 'wallet.js', 'approve.js', 'request-view.js', 'words.js', 'dom.js', 'icon.svg'].map((name) =>
      file(`/wallet/${name}`, name),
    ),
  ];
}

function sendFile(name: string): Answer {
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return { status: 200, type, body: readFileSync(new URL(name, folder), 'utf8') };
}

/**
 * The script for pages: `inject.js?wallet=<name>` picks the wallet; `embedded=false` shows it in the SDK's list of
 * wallets instead of connecting without one.
 */
function inject(base: string, url: URL): Answer {
  const settings = {
    base,
    key: JS_BRIDGE_KEY,
    wallet: url.searchParams.get('wallet') ?? 'main',
    isWalletBrowser: url.searchParams.get('embedded') !== 'false',
    lang: url.searchParams.get('lang') ?? '',
    device: DEVICE,
    info: info(base),
  };
  const script = readFileSync(new URL('inject.js', folder), 'utf8');
  const body = `((spindleDevWalletSettings) => {\n${script}\n})(${JSON.stringify(settings)});\n`;
  return { status: 200, type: TYPES.js ?? '', body };
}

function redirect(response: ServerResponse, location: string): null {
  response.writeHead(302, { location }).end();
  return null;
}
