import { canClient } from './features.ts';
import { onTelegramReady, telegramApp } from './telegram.ts';

const pending = new Set<string>();
let isAsking = false;

/**
 * Says that something is under way which closing would cut off, or that it is over. Only as long as something is, closing asks
 * first: Telegram (Bot API 6.2), or the browser.
 */
export function setPending(name: string, is: boolean): void {
  if (is) pending.add(name);
  else pending.delete(name);
  apply();
}

function apply(): void {
  const asks = pending.size > 0;
  if (asks === isAsking) return;
  const app = telegramApp();
  if (app && canClient('closingConfirmation')) {
    if (asks) app.enableClosingConfirmation?.();
    else app.disableClosingConfirmation?.();
  } else if (asks) addEventListener('beforeunload', askFirst);
  else removeEventListener('beforeunload', askFirst);
  isAsking = asks;
}

const askFirst = (event: Event): void => event.preventDefault();

// Something may be under way before Telegram's script is here.
onTelegramReady(() => {
  removeEventListener('beforeunload', askFirst);
  isAsking = false;
  apply();
});
