import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentPolicy } from '../../apps/api/src/doors/miniapp/content-policy.ts';
import { openBrowser, openPhone } from '../support/chromium.ts';
import { picture } from '../support/pictures.ts';
import { launchAddress, pretendTelegram } from '../support/telegram-launch.ts';
import { type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

/** Login as Telegram does it: launch data signed by the bot's token, in the address that its client opens. */
const BOT_TOKEN = `7000000001:${'AAEs-journey-'.repeat(3)}`;

let world: RunningWorld;
let browser: Browser;
let url: string;
const violations: string[][] = [];

beforeAll(async () => {
  browser = await openBrowser();
  world = await startWorld({ env: { TELEGRAM_BOT_TOKEN: BOT_TOKEN, SPINDLE_ENV: 'dev' } });
  url = `http://127.0.0.1:${world.ports.api}`;
});

afterAll(async () => {
  await browser?.close();
  await world?.stop();
  if (world) removeWorld(world.dataDir);
});

/** A phone whose page believes that it runs inside Telegram. */
async function telegramPhone() {
  const phone = await openPhone(browser, { allowed: [new URL(url).host] });
  violations.push(phone.violations);
  await pretendTelegram(phone.page);
  return phone.page;
}

/** Wallets as TonConnect's own list names them; nothing of it is reached from here. */
const WALLETS = 'https://config.ton.org/wallets-v2.json';
const ICON = 'https://wallet.example/icon.png';
const WALLET = {
  ...{ app_name: 'example', name: 'Example Wallet', image: ICON, about_url: 'https://wallet.example' },
  ...{ universal_url: 'https://wallet.example/connect', platforms: ['ios', 'android', 'macos', 'linux', 'windows'] },
  ...{ bridge: [{ type: 'sse', url: 'https://bridge.example/bridge' }], features: [] },
};

/** The page as a market in production serves it: its policy, and no wallet of the local world. */
async function asInProduction(page: Page): Promise<void> {
  await page.route(`${url}/`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': contentPolicy(null) };
    await route.fulfill({ response, headers });
  });
  await page.route(/\/trpc\/.*app\.config/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"devWalletUrl":"[^"]*"/, '"devWalletUrl":null');
    await route.fulfill({ response, body });
  });
  const headers = { 'access-control-allow-origin': '*' };
  await page.route(WALLETS, (route) => route.fulfill({ json: [WALLET], headers }));
  await page.route(ICON, (route) => route.fulfill({ path: 'apps/miniapp/public/icon.png' }));
}

it('lets a person in by what Telegram signed, in their language and theme, once', async () => {
  const address = launchAddress(url, { botToken: BOT_TOKEN });
  const page = await telegramPhone();
  await page.goto(address);
  await page.getByRole('link', { name: 'Кошелёк', exact: true }).click();
  await page.getByText('Таня').first().waitFor();
  await picture(page, 'telegram-wallet');

  await page.reload();
  await page.getByRole('link', { name: 'Кошелёк', exact: true }).waitFor(); // the session outlives a reload

  const thief = await telegramPhone();
  await thief.goto(address);
  await thief.getByText(/уже использован/).waitFor();
  await picture(thief, 'telegram-replayed');
});

it('refuses data that another bot signed, and has no development login', async () => {
  const page = await telegramPhone();
  await page.goto(launchAddress(url, { botToken: `7000000001:${'BBEs-forged--'.repeat(3)}`, language: 'en' }));
  await page.getByText(/did not sign this login|не подписан/).waitFor();
  await picture(page, 'telegram-forged');
  const response = await fetch(`${url}/trpc/auth.dev`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ json: { secret: 'x'.repeat(24), as: 'buyer' } }),
  });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('dev_login_closed');
});

it('opens TonConnect with wallets’ pictures under the policy of production, and no page breaks it', async () => {
  const page = await telegramPhone();
  await asInProduction(page);
  await page.goto(launchAddress(url, { botToken: BOT_TOKEN }));
  await page.getByRole('link', { name: 'Кошелёк', exact: true }).click();
  await page.getByRole('button', { name: 'Подключить кошелёк' }).first().click();
  const icon = page.locator(`img[src="${ICON}"]`).first();
  await icon.waitFor();
  const width = await icon.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
  expect(width).toBeGreaterThan(0);
  await picture(page, 'telegram-tonconnect');
  expect(violations.flat()).toEqual([]);
});
