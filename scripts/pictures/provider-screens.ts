import type { Page } from 'playwright-core';
import { earn as en } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { earn as ru } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import type { DemoWorld } from '../world/demo.ts';
import { DEMO_TITLE } from '../world/demo-provider.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone, scrollTo } from './phone.ts';

const TEXTS = { en, ru };

/** Earn: what a provider fills in, and how their listing does. */
export async function providerScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const phone = await phoneOf('provider', look);
  const { page, shot, close } = phone;
  for (const [address, name] of [
    ['/earn', 'earn'],
    ['/earn/new', 'earn-new'],
    ['/earn/estimate', 'earn-estimate'],
  ] as const) {
    await openAddress(page, address);
    await downTheScreen(phone, name);
  }
  await moneyAndIncome(phone, look);
  await consoleScreens(phone, look);
  for (const address of ['/notices', '/policy?from=earn', '/disputes']) {
    await openAddress(page, address);
    await downTheScreen(phone, address.slice(1).replace(/\?.*/, ''));
  }
  await openAddress(page, '/notices');
  await page.locator('details summary').first().click();
  await page.waitForTimeout(400);
  await downTheScreen(phone, 'notices-settings');
  await shot('notices-end');
  await close();
}

/** Earnings of all listings, and where the money is and goes. */
async function moneyAndIncome(phone: PicturePhone, look: Look): Promise<void> {
  const { page, shot } = phone;
  const { console: texts, money } = TEXTS[look.locale];
  const show = (name: string) => page.getByRole('radio', { name, exact: true }).click();
  await openAddress(page, '/earn');
  await show(texts.parts.income);
  await downTheScreen(phone, 'earn-income');
  for (const period of ['hours72', 'days7'] as const) {
    await show(texts.income.periods[period]);
    await shot(`earn-income-${period}`);
  }
  await openAddress(page, '/earn');
  await show(texts.parts.money);
  await downTheScreen(phone, 'earn-money');
  await page.locator('.row', { hasText: money.settings }).click();
  await shot('earn-money-settings');
  for (const schedule of ['on_threshold', 'daily', 'weekly'] as const) {
    await show(money.schedules[schedule]);
    await shot(`earn-money-settings-${schedule}`);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: money.history, exact: true }).click();
  await shot('earn-money-history');
  await page.keyboard.press('Escape');
}

/** The console: each part of a listing, and what opens from there. */
async function consoleScreens(phone: PicturePhone, look: Look): Promise<void> {
  const { page, shot } = phone;
  const { offers, console: texts, join } = TEXTS[look.locale];
  const show = (name: string) => page.getByRole('radio', { name, exact: true }).click();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await openAddress(page, '/earn');
  await page.locator('.listing-item', { hasText: DEMO_TITLE }).first().click();
  await page.locator('.checklist').waitFor();
  await downTheScreen(phone, 'earn-listing');
  await press(join.button);
  await shot('earn-join-command');
  await press(texts.machines.manage);
  await shot('earn-machine-sheet');
  await press(texts.machines.retire);
  await shot('earn-machine-retire');
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.scrollTo(0, 0));
  await show(texts.listingParts.income);
  await downTheScreen(phone, 'earn-listing-income');
  await page.evaluate(() => window.scrollTo(0, 0));
  await show(texts.listingParts.plan);
  await shot('earn-plan');
  await press(texts.plan.add);
  await shot('earn-plan-sheet');
  await page.keyboard.press('Escape');
  await show(texts.listingParts.prices);
  await downTheScreen(phone, 'earn-listing-prices');
  await page.locator('details summary').first().click();
  await shot('earn-prices-rules');
  await press(offers.edit);
  await page.locator('.sheet .price-fields').first().waitFor();
  await shot('earn-prices');
  await scrollTo(page, '.sheet select');
  await shot('earn-prices-promise');
}

/** A listing in each state that an owner waits in, and the estimate as somebody sees it who has no account. */
export async function stateScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const phone = await phoneOf('provider', look);
  const { page } = phone;
  await openAddress(page, '/earn');
  await page.locator('.listing-item').nth(3).waitFor();
  const titles = await page.locator('.listing-item h3').allTextContents();
  for (const title of titles.filter((it) => it !== DEMO_TITLE)) {
    await openAddress(page, '/earn');
    await page.locator('.listing-item', { hasText: title }).first().click();
    // What is over has no checklist.
    await page.locator('.status-card').waitFor();
    await downTheScreen(phone, `state-${title.toLowerCase().replaceAll(' ', '-')}`, 2);
  }
  await phone.close();
  const visitor = await phoneOf('buyer', look);
  await visitor.page.evaluate(() => sessionStorage.clear());
  await visitor.page.goto(`${dev.miniapp}/earn/estimate`);
  await visitor.page.waitForTimeout(1_500);
  await downTheScreen(visitor, 'estimate-visitor');
  await openAddress(visitor.page, '/');
  await visitor.shot('welcome');
  await visitor.close();
}

/** Market: the page of one machine, from the first offer of the demo's model. */
export async function listingScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('buyer', look);
  await openAddress(page, '/model?id=spindle%2Fguide');
  await openListing(page);
  await shot('listing');
  await scrollTo(page, '.notice');
  await shot('listing-proof');
  await scrollTo(page, '.price-table');
  await shot('listing-prices');
  await close();
}

async function openListing(page: Page): Promise<void> {
  await page.locator('a[href^="/listings/"]').first().click();
}
