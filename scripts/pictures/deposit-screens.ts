import type { Page } from 'playwright-core';
import { wallet as en } from '../../apps/miniapp/src/i18n/en/wallet.ts';
import { wallet as ru } from '../../apps/miniapp/src/i18n/ru/wallet.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PhoneOf } from './phone.ts';

const TEXTS = { en, ru };
/** The development wallet speaks the page's language. */
const ANSWERS = { Approve: /^(Approve|Подтвердить)$/, Decline: /^(Decline|Отклонить)$/ };
/** Somebody in each look who has no wallet yet; the last one adds to what the first has. */
const PEOPLE = { 'light-en': 'buyer', 'light-ru': 'admin', 'dark-en': 'provider', 'dark-ru': 'buyer' } as const;

/** A deposit from the first look at the wallet on: connecting, amounts, each step, what was declined, what is done; the fees. */
export async function depositScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { deposit, connect, balance } = TEXTS[look.locale];
  const phone = await phoneOf(PEOPLE[`${look.scheme}-${look.locale}`], look);
  const { page, shot } = phone;
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  await openAddress(page, '/wallet');
  const connecting = page.getByRole('button', { name: connect.button });
  await page.waitForTimeout(1_500);
  if (await connecting.isVisible()) {
    await shot('wallet-connect');
    await connecting.click();
    await page.frameLocator(WALLET).getByRole('button', { name: ANSWERS.Approve }).waitFor();
    await shot('wallet-connecting');
    await answerWallet(page, 'Approve');
    await connecting.waitFor({ state: 'detached' });
  }
  await downTheScreen(phone, 'wallet-connected', 3);
  await press(balance.deposit);
  await shot('deposit');
  await page.getByRole('radio').nth(3).click();
  await page.locator('.sheet input').fill('0.01');
  await shot('deposit-too-small');
  await page.locator('.sheet input').fill('0.25');
  await page.locator('.sheet__body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
  await shot('deposit-own');
  await page.locator('.main-action button').click();
  await page.frameLocator(WALLET).getByRole('button', { name: ANSWERS.Approve }).waitFor();
  await shot('deposit-approve');
  await answerWallet(page, 'Decline');
  await page.locator('.sheet .notice--bad').waitFor();
  await shot('deposit-declined');
  await page.locator('.sheet .notice--bad button').first().click();
  await answerWallet(page, 'Approve');
  await page.locator(WALLET).waitFor({ state: 'detached' });
  await shot('deposit-running');
  await page.keyboard.press('Escape');
  await shot('deposit-banner');
  await page
    .getByText(deposit.doneAbout('0.25').slice(-20))
    .first()
    .waitFor({ timeout: 60_000 })
    .catch(() => {});
  await openAddress(page, '/wallet');
  await page.waitForTimeout(3_000);
  await shot('deposit-done');
  await openAddress(page, '/policy');
  await downTheScreen(phone, 'fees', 3);
  await phone.close();
}

const WALLET = 'iframe[title="Spindle dev wallet"]';
const answerWallet = (page: Page, answer: keyof typeof ANSWERS) =>
  page.frameLocator(WALLET).getByRole('button', { name: ANSWERS[answer] }).click();
