import type { Page } from 'playwright-core';
import { build as en } from '../../apps/miniapp/src/i18n/en/build.ts';
import { build as ru } from '../../apps/miniapp/src/i18n/ru/build.ts';
import { type Look, openAddress, type PhoneOf, scrollTo } from './phone.ts';

const TEXTS = { en, ru };

/** Build: keys, programs to copy, what requests were and cost; and the page of the API. */
export async function developerScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('buyer', look);
  const { keys } = TEXTS[look.locale];
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await openAddress(page, '/build?part=keys');
  await press(keys.make);
  await page.locator('.sheet input').first().fill('staging');
  await shot('key-new');
  await page.locator('.sheet summary').click();
  await shot('key-new-limits');
  await press(keys.create);
  await page.locator('.sheet pre').first().waitFor();
  await shot('key-made');
  await page.locator('.sheet').getByRole('button').last().click();
  await shot('keys');
  await page.locator('button.row').first().click();
  await shot('key');
  await page.keyboard.press('Escape');
  await openAddress(page, '/build?part=code');
  await shot('code');
  await scrollTo(page, 'pre');
  await shot('code-sample');
  await usageScreens(page, shot);
  await close();
}

async function usageScreens(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  await openAddress(page, '/build?part=usage');
  await shot('usage');
  await scrollTo(page, 'button.row');
  await shot('usage-list');
  await page.locator('button.row').first().click();
  await shot('usage-request');
  await page.locator('.sheet__body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
  await shot('usage-request-end');
}

/** The page of the API, as a phone's browser shows it; it has one language and one look. */
export async function referenceScreens(page: Page, shot: (name: string) => Promise<void>, api: string): Promise<void> {
  await page.goto(`${api}/docs`);
  await page.waitForTimeout(2_000);
  await shot('docs');
  await page.locator('.opblock-summary').first().click();
  await shot('docs-endpoint');
}
