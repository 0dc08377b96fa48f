// Takes a picture of every screen, light and dark, English and Russian, from a world that runs:
//   node --import tsx scripts/take-pictures.ts .data/dev.json pictures/
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, openPhone, type PhoneOptions } from '../tests/support/chromium.ts';
import type { DemoWorld } from './world/demo.ts';

const [devFile = '.data/dev.json', folder = 'pictures'] = process.argv.slice(2);
const dev: DemoWorld = JSON.parse(readFileSync(devFile, 'utf8'));
const allowed = [dev.api, dev.chain].map((url) => new URL(url).host);
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });

type Look = Required<Pick<PhoneOptions, 'scheme' | 'locale'>>;
const QUESTION = { en: 'Who can read my prompt?', ru: 'Кто может прочитать мой запрос?' };

/** A phone of one person, and how to take its picture. */
async function phoneOf(who: keyof DemoWorld['logins'], look: Look) {
  const { page, context } = await openPhone(browser, { allowed, ...look });
  page.on('pageerror', (error) => console.error(`${who}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${who}: ${message.text()}`));
  await page.goto(dev.logins[who]);
  await page.waitForTimeout(1_500);
  const shot = async (name: string) => {
    await page.waitForTimeout(900);
    await page.screenshot({ path: path.join(folder, `${name}-${look.scheme}-${look.locale}.png`) });
  };
  return { page, shot, close: () => context.close() };
}

/** Within the app: a reload would ask for the login again. */
async function open(page: Page, address: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await page.waitForTimeout(600);
}

/** The buyer's deposit, made once, so that there is something to see. */
async function deposit(): Promise<void> {
  const { page, close } = await phoneOf('buyer', { scheme: 'light', locale: 'en' });
  await open(page, '/wallet');
  const wallet = page.frameLocator('iframe[title="Spindle dev wallet"]').getByRole('button', { name: 'Approve' });
  const connect = page.getByRole('button', { name: 'Connect wallet' });
  if (await connect.isVisible()) {
    await connect.click();
    await wallet.click();
    await page
      .getByRole('button', { name: /^Deposit/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Deposit \d/ }).click();
    await wallet.click();
    await page.getByRole('button', { name: 'Done' }).click({ timeout: 40_000 });
  }
  await close();
}

async function buyerScreens(look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('buyer', look);
  await shot('market');
  await open(page, '/model?id=spindle%2Fguide');
  await shot('model');
  await open(page, '/chat');
  await page.locator('textarea').fill(QUESTION[look.locale]);
  await shot('chat-question');
  await page.locator('textarea').press('Enter');
  const receipt = page.locator('[class*="seal"], button:has-text("$0.")').first();
  await receipt.waitFor({ timeout: 20_000 });
  await shot('chat');
  await receipt.click();
  await shot('receipt');
  await page.keyboard.press('Escape');
  for (const tab of ['wallet', 'build', 'earn']) {
    await open(page, `/${tab}`);
    await shot(tab === 'earn' ? 'earn-newcomer' : tab);
  }
  await close();
}

async function otherScreens(look: Look): Promise<void> {
  const provider = await phoneOf('provider', look);
  await open(provider.page, '/earn');
  await provider.shot('earn');
  await open(provider.page, '/earn/new');
  await provider.shot('earn-new');
  await provider.close();
  const admin = await phoneOf('admin', look);
  for (const part of ['queue', 'listings', 'audit']) {
    await open(admin.page, `/admin?part=${part}`);
    await admin.shot(`admin-${part}`);
  }
  await admin.close();
}

await deposit();
for (const scheme of ['light', 'dark'] as const) {
  for (const locale of ['en', 'ru'] as const) {
    await buyerScreens({ scheme, locale });
    await otherScreens({ scheme, locale });
  }
}
await browser.close();
