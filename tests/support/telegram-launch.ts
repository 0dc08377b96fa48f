import { sign } from '@tma.js/init-data-node';
import type { Page } from 'playwright-core';

export interface TelegramLaunch {
  botToken: string;
  userId?: number;
  language?: string;
  theme?: Record<string, string>;
  platform?: string;
  /** What stood behind `?startapp=`. */
  startParam?: string;
}

export const DARK_THEME = {
  bg_color: '#17212b',
  secondary_bg_color: '#232e3c',
  text_color: '#f5f5f5',
  button_color: '#5288c1',
};
export const LIGHT_THEME = {
  bg_color: '#ffffff',
  secondary_bg_color: '#efeff4',
  text_color: '#000000',
  button_color: '#2481cc',
};

/** The address that a Telegram client opens, signed as Telegram signs it. */
export function launchAddress(url: string, launch: TelegramLaunch): string {
  const { botToken, userId = 424242, language = 'ru', theme = DARK_THEME, platform = 'ios', startParam } = launch;
  const user = { id: userId, first_name: 'Таня', username: 'tanya', language_code: language };
  const fields = {
    user,
    query_id: `journey-${userId}`,
    chat_instance: '1',
    ...(startParam && { start_param: startParam }),
  };
  const parameters = new URLSearchParams({
    tgWebAppData: sign(fields, botToken, new Date()),
    tgWebAppVersion: '8.0',
    tgWebAppPlatform: platform,
    tgWebAppThemeParams: JSON.stringify(theme),
    ...(startParam && { tgWebAppStartParam: startParam }),
  });
  return `${url}/#${parameters}`;
}

/** Has this page believe that it runs inside Telegram, whose own buttons stand outside of it: their last state is kept. */
export async function pretendTelegram(page: Page): Promise<void> {
  await page.addInitScript(`
    window.mainButton = {};
    window.TelegramWebviewProxy = {
      postEvent(event, data) {
        if (event === 'web_app_setup_main_button') window.mainButton = JSON.parse(data);
      },
    };
  `);
}

/** Presses Telegram's own button, as a person can: once it is there and takes presses. */
export async function pressMain(page: Page): Promise<void> {
  await page.waitForFunction('window.mainButton.is_visible && window.mainButton.is_active');
  await page.evaluate('window.Telegram.WebView.receiveEvent("main_button_pressed")');
}
