import { canClient } from './features.ts';
import { telegramApp } from './telegram.ts';

export const canScan = (): boolean => canClient('scanQr');

/**
 * Shows Telegram's own scanner (Bot API 6.4) until it sees a code that we take, or is closed.
 * @param hint shown beside the picture, at most 64 letters.
 * @param read what the text of a code means; null for one that is not ours.
 * @returns null when it was closed.
 */
export function scanCode<Value>(hint: string, read: (text: string) => Value | null): Promise<Value | null> {
  const app = telegramApp();
  if (!app?.showScanQrPopup || !canScan()) return Promise.resolve(null);
  return new Promise((resolve) => {
    const finish = (value: Value | null) => {
      app.offEvent('scanQrPopupClosed', onClosed);
      resolve(value);
    };
    const onClosed = () => finish(null);
    app.onEvent('scanQrPopupClosed', onClosed);
    app.showScanQrPopup?.({ text: hint.slice(0, 64) }, (text) => {
      const value = read(text);
      if (value === null) return false;
      finish(value);
      return true;
    });
  });
}
