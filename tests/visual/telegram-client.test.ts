import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { picture } from '../support/pictures.ts';
import { recordedBroker } from './broker.ts';
import { openWindow } from './camera.ts';
import { type Client, launchAddress, postedOf, pretendClient, withBot } from './client.ts';
import { readRecording } from './recording.ts';
import { openStage, type Stage } from './stage.ts';

const recording = readRecording();
const MODERN: Client = {
  ...{ version: '9.1', platform: 'ios', biometry: 'failed' },
  scanned: 'https://t.me/spindle_bot?startapp=pair_ABCD2345',
};
let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([openBrowser(), openStage(withBot(recordedBroker(recording).broker))]);
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

async function open(client: Client, path: string, extra: Record<string, string> = {}): Promise<Page> {
  const { page } = await openWindow(browser, { scheme: 'light', locale: 'en' }, recording.recordedAtMs);
  await pretendClient(page, client);
  await page.goto(`${stage.url}${path}${launchAddress(client, extra)}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction('window.Telegram?.WebApp !== undefined');
  return page;
}

/** Waits until the client was asked, and says with what. */
async function asked(page: Page, event: string): Promise<Record<string, unknown>> {
  await page.waitForFunction((name) => window.posted.some((one) => one.event === name), event);
  return (await postedOf(page, event)).at(-1) ?? {};
}

const receive = (page: Page, event: string, data: object) =>
  page.evaluate(`window.Telegram.WebView.receiveEvent('${event}', ${JSON.stringify(data)})`);

describe('in a client of today', () => {
  it('Telegram’s own menu opens the settings, and swipes close nothing', async () => {
    const page = await open(MODERN, '/build');
    expect(await asked(page, 'web_app_setup_settings_button')).toEqual({ is_visible: true });
    expect(await asked(page, 'web_app_setup_swipe_behavior')).toEqual({ allow_vertical_swipe: false });
    await receive(page, 'settings_button_pressed', {});
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.context().close();
  });

  it('fills the screen, keeps clear of what lies over it, and does so again the next time', async () => {
    const page = await open(MODERN, '/settings');
    await page.getByRole('button', { name: /Full screen/ }).click();
    await asked(page, 'web_app_request_fullscreen');
    await page.getByRole('button', { name: /Full screen/, pressed: true }).waitFor();
    await receive(page, 'safe_area_changed', { top: 59, bottom: 34, left: 0, right: 0 });
    await receive(page, 'content_safe_area_changed', { top: 46, bottom: 0, left: 0, right: 0 });
    const above = await page.locator('main').evaluate((main) => getComputedStyle(main).paddingTop);
    expect(Number.parseFloat(above)).toBeGreaterThanOrEqual(59 + 46);
    await picture(page, 'telegram-settings');
    // A reload stays as it is; opened anew, the choice is asked of the client again.
    const again = await page.context().newPage();
    await pretendClient(again, MODERN);
    await again.goto(`${stage.url}/build${launchAddress(MODERN)}`);
    await asked(again, 'web_app_request_fullscreen');
    await page.context().close();
  });

  it('puts an icon on the home screen, lets the bot write, sends to a chat and into a story', async () => {
    const page = await open(MODERN, '/settings');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await asked(page, 'web_app_add_to_home_screen');
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByText('The bot may write to you.').waitFor();
    await page.getByRole('button', { name: /Send to a chat/ }).click();
    expect(String((await asked(page, 'web_app_open_tg_link')).path_full)).toMatch(/^\/share\/url\?url=https.*startapp/);
    await page.getByRole('button', { name: /Post a story/ }).click();
    expect(await asked(page, 'web_app_share_to_story')).toMatchObject({
      media_url: 'https://spindle.example/story.png',
    });
    await page.context().close();
  });

  it('reads a machine’s QR code by Telegram’s scanner', async () => {
    const page = await open(MODERN, '/pair');
    await page.getByRole('button', { name: 'Scan its QR code' }).click();
    await page.waitForURL(/\/pair\/ABCD2345/);
    await page.context().close();
  });

  it('asks for the owner before a large deposit, and asks before closing only while it is under way', async () => {
    const page = await open(MODERN, '/settings');
    await page.getByRole('radio', { name: '0.5 TON' }).click();
    await asked(page, 'web_app_biometry_request_access');
    await page.getByRole('radio', { name: '0.5 TON', checked: true }).waitFor();
    await page.getByRole('radio', { name: 'Never' }).click();
    await page.getByText('Not confirmed, so nothing was changed.').waitFor();
    await page.evaluate(() => {
      history.pushState(null, '', '/wallet?deposit=1');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    await page.locator('.sheet').waitFor();
    await page.waitForFunction(() =>
      window.posted.some(({ event, data }) => event === 'web_app_setup_main_button' && /0.5/.test(String(data.text))),
    );
    expect(await postedOf(page, 'web_app_setup_closing_behavior')).toEqual([]);
    await receive(page, 'main_button_pressed', {});
    await page.getByText('Face or finger was not confirmed').waitFor();
    const closing = await postedOf(page, 'web_app_setup_closing_behavior');
    expect(closing).toEqual([{ need_confirmation: true }, { need_confirmation: false }]);
    await picture(page, 'telegram-not-confirmed');
    await page.context().close();
  });
});

describe('in a client that has none of it', () => {
  const OLD: Client = { version: '6.0', platform: 'ios' };

  it('nothing newer is asked of it, the page says what would help, and has a back button of its own', async () => {
    const page = await open(OLD, '/settings');
    await page.getByText('This version of Telegram has none of it.').waitFor();
    await page.getByRole('link', { name: 'Back' }).waitFor();
    expect(await page.getByRole('button', { name: /Full screen|Add|Allow|story/ }).count()).toBe(0);
    await page.getByRole('button', { name: /Send to a chat/ }).waitFor();
    const events = await page.evaluate(() => [...new Set(window.posted.map(({ event }) => event))].join(' '));
    expect(events).not.toMatch(
      /settings_button|swipe|fullscreen|home_screen|biometry|write_access|story|closing|haptic/,
    );
    await page.context().close();
  });

  it('a machine is joined by typing its code', async () => {
    const page = await open(OLD, '/pair');
    await page.getByLabel('Code').waitFor();
    expect(await page.getByRole('button', { name: 'Scan its QR code' }).count()).toBe(0);
    await page.context().close();
  });

  it('a desk has no camera, no face and no home screen, whatever its version', async () => {
    const page = await open({ version: '9.1', platform: 'tdesktop' }, '/settings');
    await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Full screen|Add|story/ }).count()).toBe(0);
    await page.context().close();
  });
});
