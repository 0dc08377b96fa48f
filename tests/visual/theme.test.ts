import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { pretendTelegram } from '../support/telegram-launch.ts';
import { recordedBroker } from './broker.ts';
import { openWindow } from './camera.ts';
import { readRecording } from './recording.ts';
import { openStage, type Stage } from './stage.ts';

const DAY = { bg_color: '#ffffff', secondary_bg_color: '#efeff4', text_color: '#000000', button_color: '#0a6cc4' };
const NIGHT = { bg_color: '#17212b', secondary_bg_color: '#0e1621', text_color: '#f5f5f5', button_color: '#2f6ea5' };
const NIGHT_PAGE = 'rgb(14, 22, 33)';

const recording = readRecording();
let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([openBrowser(), openStage(recordedBroker(recording).broker)]);
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

it('follows the theme of Telegram while it is open', async () => {
  const { page, context } = await openWindow(browser, { scheme: 'light', locale: 'en' }, recording.recordedAtMs);
  await pretendTelegram(page);
  const launch = new URLSearchParams({
    tgWebAppData: 'user=%7B%22id%22%3A42%7D&hash=x',
    tgWebAppVersion: '8.0',
    tgWebAppPlatform: 'ios',
    tgWebAppThemeParams: JSON.stringify(DAY),
  });
  await page.goto(`${stage.url}/policy#${launch}`);
  await page.locator('main').waitFor();
  await page.waitForFunction('window.Telegram?.WebApp?.initData !== undefined');
  const look = () =>
    page.evaluate(() => ({
      scheme: document.documentElement.dataset.scheme,
      page: getComputedStyle(document.documentElement).backgroundColor,
    }));
  expect(await look()).toEqual({ scheme: 'light', page: 'rgb(239, 239, 244)' });
  await page.evaluate(
    `window.Telegram.WebView.receiveEvent('theme_changed', ${JSON.stringify({ theme_params: NIGHT })})`,
  );
  expect(await look()).toEqual({ scheme: 'dark', page: NIGHT_PAGE });
  await context.close();
});
