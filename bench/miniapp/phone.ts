import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

/**
 * The phone and the network of Lighthouse's mobile run («slow 4G»: 150 ms there and back, 1.6 Mbit/s, processor 4 times slower), in
 * the form in which Lighthouse has the browser apply it: a request waits 562.5 ms, 1,474.6 kbit/s come down, 675 go up.
 */
const SLOW_4G = { latency: 562.5, downloadThroughput: (1_474.56 * 1_024) / 8, uploadThroughput: (675 * 1_024) / 8 };
const PROCESSOR_TIMES_SLOWER = 4;

export interface BenchPhone {
  context: BrowserContext;
  page: Page;
  cdp: CDPSession;
}

export async function openPhone(browser: Browser, nowMs: number, options: { isSlow: boolean }): Promise<BenchPhone> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
    locale: 'ru',
  });
  // The recording's moment, without stopping the clock: all that is shown is of that day.
  await context.addInitScript(
    `{ const late = ${nowMs} - Date.now(); const now = Date.now.bind(Date); Date.now = () => now() + late; }`,
  );
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  if (options.isSlow) {
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: PROCESSOR_TIMES_SLOWER });
  }
  return { context, page, cdp };
}

/** What Telegram hands to a Mini App that it opens. */
export const LAUNCH = new URLSearchParams({
  tgWebAppData: 'user=%7B%22id%22%3A42%2C%22language_code%22%3A%22ru%22%7D&hash=x',
  tgWebAppVersion: '8.0',
  tgWebAppPlatform: 'android',
  tgWebAppThemeParams: JSON.stringify({ bg_color: '#ffffff', secondary_bg_color: '#efeff4', text_color: '#000000' }),
}).toString();

/** Telegram's client, as far as its script asks for one. */
export const TELEGRAM =
  'window.TelegramWebviewProxy = { postEvent() {} }; localStorage.setItem("spindle.started", "1");';
