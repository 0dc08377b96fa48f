import { canClient } from './features.ts';
import { telegramApp } from './telegram.ts';

const KEPT = 'spindle.fullscreen';

/** Whether the app fills the screen now; false where no client can do that. */
export const isFullscreen = (): boolean => canClient('fullscreen') && telegramApp()?.isFullscreen === true;

/** For `useSyncExternalStore`: called when it begins or ends, also by Telegram's own buttons. */
export function onFullscreen(notify: () => void): () => void {
  const app = telegramApp();
  for (const event of EVENTS) app?.onEvent(event, notify);
  return () => {
    for (const event of EVENTS) app?.offEvent(event, notify);
  };
}

const EVENTS = ['fullscreenChanged', 'fullscreenFailed'];

/** Fills the screen or no longer does, from now on and when the app is opened again. */
export function chooseFullscreen(is: boolean): void {
  if (!canClient('fullscreen')) return;
  keep(is);
  if (is) telegramApp()?.requestFullscreen?.();
  else telegramApp()?.exitFullscreen?.();
}

/** As it was chosen the last time. */
export function resumeFullscreen(): void {
  if (canClient('fullscreen') && wasChosen() && !isFullscreen()) telegramApp()?.requestFullscreen?.();
}

function keep(is: boolean): void {
  try {
    if (is) localStorage.setItem(KEPT, '1');
    else localStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing: it is chosen for this visit.
  }
}

function wasChosen(): boolean {
  try {
    return localStorage.getItem(KEPT) === '1';
  } catch {
    return false;
  }
}
