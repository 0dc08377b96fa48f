import type { Page } from 'playwright-core';
import { wallet as en } from '../../apps/miniapp/src/i18n/en/wallet.ts';
import { wallet as ru } from '../../apps/miniapp/src/i18n/ru/wallet.ts';
import { type Look, openAddress, type PhoneOf, scrollTo } from './phone.ts';

const TEXTS = { en, ru };

/** The buyer's money: rules of spending, strict mode and what it says elsewhere, movements, statement, the way out. */
export async function moneyScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('buyer', look);
  const { spending, statement, leave } = TEXTS[look.locale];
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await openAddress(page, '/wallet');
  await press(spending.button);
  await shot('rules-allowance');
  await page.getByRole('radio', { name: spending.modes.strict }).click();
  await shot('rules-strict');
  await press(spending.strict.switchOn);
  await page.locator('.sheet').waitFor({ state: 'detached' });
  await shot('wallet-strict');
  await strictElsewhere(page, shot, look);
  await openAddress(page, '/wallet?spending=1');
  await page.getByLabel(spending.caps.answer).fill('0.00001');
  await page.getByLabel(spending.caps.day).fill('0.5');
  await press(spending.caps.save);
  await page.getByText(spending.caps.saved).waitFor();
  await scrollTo(page, '.cap-pair');
  await shot('rules-caps');
  await page.keyboard.press('Escape');
  await openAddress(page, '/chat');
  await page.locator('textarea').fill('?');
  await shot('chat-over-cap');
  await openAddress(page, '/wallet?spending=1');
  await page.getByLabel(spending.caps.answer).fill('');
  await press(spending.caps.save);
  await page.getByText(spending.caps.saved).waitFor();
  await page.getByRole('radio', { name: spending.modes.allowance }).click();
  await page.locator('.main-action button').click();
  await page.locator('.sheet').waitFor({ state: 'detached' });
  await scrollTo(page, '.movement');
  await shot('movements');
  await press(statement.open);
  await shot('statement');
  await page.keyboard.press('Escape');
  await page.getByText(leave.open).first().click();
  await shot('leave');
  await page.locator('.sheet__body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
  await shot('leave-end');
  await close();
}

async function strictElsewhere(page: Page, shot: (name: string) => Promise<void>, look: Look): Promise<void> {
  await openAddress(page, '/chat');
  await page.locator('textarea').fill(look.locale === 'en' ? 'Who can read my prompt?' : 'Кто прочитает мой запрос?');
  await shot('chat-strict');
  await page.locator('textarea').press('Enter');
  await page.locator('[class*="seal"], button:has-text("$0.")').first().waitFor({ timeout: 20_000 });
  await shot('chat-strict-answer');
  await openAddress(page, '/build');
  await shot('build-strict');
}
