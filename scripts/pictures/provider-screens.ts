import type { Page } from 'playwright-core';
import { earn as en } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { earn as ru } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import { DEMO_TITLE } from '../world/demo-provider.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone, scrollTo } from './phone.ts';

const TEXTS = { en, ru };

/** Earn: what a provider fills in, and how their listing does. */
export async function providerScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('provider', look);
  await openAddress(page, '/earn');
  await shot('earn');
  await openAddress(page, '/earn/new');
  await shot('earn-new');
  await scrollTo(page, '.price-fields');
  await shot('earn-new-prices');
  await consoleScreens(page, shot, look);
  for (const address of ['/pair', '/notices', '/policy', '/disputes']) {
    await openAddress(page, address);
    await shot(address.slice(1));
  }
  await close();
}

/** The console: earnings by time, and each part of a listing. */
async function consoleScreens(page: Page, shot: PicturePhone['shot'], look: Look): Promise<void> {
  const { offers, console: texts } = TEXTS[look.locale];
  const show = (name: string) => page.getByRole('radio', { name, exact: true }).click();
  await openAddress(page, '/earn/estimate');
  await shot('earn-estimate');
  await openAddress(page, '/earn');
  for (const part of ['income', 'money'] as const) {
    await show(texts.parts[part]);
    await shot(`earn-${part}`);
  }
  await openAddress(page, '/earn');
  await page.locator('.listing-item', { hasText: DEMO_TITLE }).first().click();
  await shot('earn-listing');
  await scrollTo(page, '.machine-says');
  await shot('earn-machine');
  await page.locator('.checks').waitFor();
  await scrollTo(page, '.checks');
  await shot('earn-checks');
  await show(texts.listingParts.plan);
  await shot('earn-plan');
  await page.getByRole('button', { name: texts.plan.add }).click();
  await shot('earn-plan-sheet');
  await page.keyboard.press('Escape');
  await show(texts.listingParts.prices);
  await shot('earn-listing-prices');
  await page.getByRole('button', { name: offers.edit, exact: true }).click();
  await page.locator('.sheet .price-fields').first().waitFor();
  await shot('earn-prices');
  await scrollTo(page, '.sheet select');
  await shot('earn-prices-promise');
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
