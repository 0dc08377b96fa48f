import { canClient } from './features.ts';
import { telegramApp, telegramLaunch } from './telegram.ts';

/** What Telegram said of the person when it opened the app. */
function saidOfPerson(name: 'allows_write_to_pm' | 'is_premium'): boolean {
  try {
    const user: unknown = JSON.parse(new URLSearchParams(telegramLaunch()?.initData).get('user') ?? 'null');
    return typeof user === 'object' && user !== null && Reflect.get(user, name) === true;
  } catch {
    return false;
  }
}

export const isPremium = (): boolean => saidOfPerson('is_premium');

let isAllowed: boolean | null = null;

/** Whether the bot may write to the person; null where nobody could ask them (Bot API 6.9). */
export function mayWrite(): boolean | null {
  if (!canClient('writeAccess')) return null;
  return isAllowed ?? saidOfPerson('allows_write_to_pm');
}

/** Asks the person whether the bot may write to them. */
export function askToWrite(): Promise<boolean> {
  const app = telegramApp();
  if (!app?.requestWriteAccess || !canClient('writeAccess')) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    try {
      app.requestWriteAccess?.((isGranted) => {
        isAllowed = isGranted;
        resolve(isGranted);
      });
    } catch (error) {
      // Asked already, and Telegram's question is still open.
      reject(error);
    }
  });
}
