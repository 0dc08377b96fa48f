import type { Page } from 'playwright-core';
import { earn as en } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { earn as ru } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import { type Look, openAddress, type PhoneOf, scrollTo } from './phone.ts';

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
  await openAddress(page, '/earn');
  await page.locator('.listing-item').first().click();
  await shot('earn-listing');
  const { offers } = TEXTS[look.locale];
  await page.getByRole('button', { name: offers.edit, exact: true }).click();
  await page.locator('.sheet .price-fields').first().waitFor();
  await shot('earn-prices');
  await scrollTo(page, '.sheet select');
  await shot('earn-prices-promise');
  await close();
}

/** Market: the page of one machine, from the first offer of the demo's model. */
export async function listingScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('buyer', look);
  await openAddress(page, '/model?id=spindle%2Fguide');
  await openListing(page);
  await shot('listing');
  await scrollTo(page, '.price-table');
  await shot('listing-prices');
  await close();
}

async function openListing(page: Page): Promise<void> {
  await page.locator('a[href^="/listings/"]').first().click();
}
