import type { Language } from '@spindle/shared';
import type { TonConnectUI } from '@tonconnect/ui';
import { type AppConfig, api } from '../api/index.ts';

let opened: Promise<TonConnectUI> | null = null;

/** TonConnect, fetched when a wallet is first needed and kept from then on. A failed fetch is tried again. */
export function openTonConnect(config: AppConfig, language: Language): Promise<TonConnectUI> {
  opened ??= create(config, language).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function create(config: AppConfig, language: Language): Promise<TonConnectUI> {
  if (config.devWalletUrl) await addDevWallet(config.devWalletUrl, language);
  const { THEME, TonConnect, TonConnectUI } = await import('@tonconnect/ui');
  const manifestUrl = `${config.publicUrl}/tonconnect-manifest.json`;
  const analytics = { mode: 'off' } as const;
  // Outside the local world the library's own list of wallets.
  const list = config.devWalletUrl ? { walletsListSource: `${config.devWalletUrl}/wallet/wallets.json` } : {};
  const isDark = document.documentElement.dataset.scheme === 'dark';
  const back = config.botUsername ? { twaReturnUrl: `https://t.me/${config.botUsername}` as const } : {};
  const ui = new TonConnectUI({
    connector: new TonConnect({ manifestUrl, analytics, ...list }),
    analytics,
    language,
    uiPreferences: { theme: isDark ? THEME.DARK : THEME.LIGHT },
    actionsConfiguration: { modals: ['before'], notifications: [], ...back },
  });
  await ui.connectionRestored;
  return ui;
}

/**
 * The development wallet, which puts itself into the page: one for each person of the local world, since a wallet
 * belongs to one account. Never in production: there is no URL for it.
 */
async function addDevWallet(url: string, language: Language): Promise<void> {
  const { accountId } = await api.auth.me.query();
  await addScript(`${url}/wallet/inject.js?lang=${language}&wallet=${accountId.replaceAll('-', '')}`);
}

function addScript(source: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = () => resolve();
    script.onerror = () => reject(new TypeError(`${source} cannot be fetched`));
    document.head.append(script);
  });
}
