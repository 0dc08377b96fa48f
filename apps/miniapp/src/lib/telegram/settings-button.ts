import { canClient } from './features.ts';
import { telegramApp } from './telegram.ts';

/** «Settings» in Telegram's own menu (Bot API 7.0), until the returned function is called. */
export function showSettingsButton(onPress: () => void): () => void {
  const button = telegramApp()?.SettingsButton;
  if (!button || !canClient('settingsButton')) return () => {};
  button.onClick(onPress);
  button.show();
  return () => {
    button.offClick(onPress);
    button.hide();
  };
}
