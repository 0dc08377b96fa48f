import { tabKept } from '../kept/index.ts';
import { type Launch, readLaunch } from './launch.ts';
import { loadSdk } from './load-sdk.ts';
import { applyThemeParams, followSystemScheme, followTelegramTheme } from './theme.ts';
import type { TelegramWebApp } from './web-app.ts';

let launch: Launch | null = null;
let app: TelegramWebApp | null = null;
const waiting = new Set<() => void>();

/** Reads how we were opened. Call once, first of all: later the address may have changed. */
export function startTelegram(): Launch | null {
  launch = readLaunch(location.hash, tabKept);
  if (!launch) {
    followSystemScheme();
    return null;
  }
  applyThemeParams(launch.themeParams);
  return launch;
}

/** In Telegram, fetches its script: what it adds, no first screen waits for. */
export function wakeTelegram(): void {
  if (launch) void loadSdk().then(onLoaded);
}

function onLoaded(loaded: TelegramWebApp | null): void {
  if (!loaded) return;
  app = loaded;
  followTelegramTheme(loaded);
  loaded.expand();
  loaded.disableVerticalSwipes?.();
  loaded.ready();
  for (const notify of waiting) notify();
}

/** Telegram's `WebApp`, once its script is here; null before, and outside Telegram for ever. */
export const telegramApp = (): TelegramWebApp | null => app;

/** Whether Telegram shows a back button of its own: clients of Bot API 6.0 have none. */
export const hasBackButton = (): boolean => app !== null && launch?.version !== '6.0';

/** For `useSyncExternalStore`: called once, when Telegram's script is here. */
export function onTelegramReady(notify: () => void): () => void {
  waiting.add(notify);
  return () => waiting.delete(notify);
}

export const telegramLaunch = (): Launch | null => launch;

/** A short tap in the hand, where the device can. */
export const haptic = {
  tap: () => app?.HapticFeedback.impactOccurred('light'),
  select: () => app?.HapticFeedback.selectionChanged(),
  success: () => app?.HapticFeedback.notificationOccurred('success'),
  failure: () => app?.HapticFeedback.notificationOccurred('error'),
};

/** Opens a page outside: links to Telegram stay in Telegram. */
export function openOutside(url: string): void {
  if (app && url.startsWith('https://t.me/')) app.openTelegramLink(url);
  else if (app) app.openLink(url);
  else window.open(url, '_blank', 'noopener');
}
