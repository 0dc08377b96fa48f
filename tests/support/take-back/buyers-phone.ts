import type { Browser, Page } from 'playwright-core';
import { openPhone, type PhoneOptions } from '../chromium.ts';
import { picture, takesPictures } from '../pictures.ts';
import type { RunningWorld } from '../world.ts';

/** The buyer's phone, logged in. */
export async function buyersPhone(
  browser: Browser,
  { dev }: RunningWorld,
  look: Omit<PhoneOptions, 'allowed'> = {},
): Promise<Page> {
  const allowed = [dev.api, dev.chain].map((url) => new URL(url).host);
  const { page } = await openPhone(browser, { ...look, allowed });
  await page.goto(dev.logins.buyer);
  return page;
}

export const openTab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const approve = (page: Page, answer: 'Approve' | 'Decline' = 'Approve') =>
  page.frameLocator('iframe[title="Spindle dev wallet"]').getByRole('button', { name: answer }).click();

/** The wallet as it looks in both schemes and languages, when somebody wants to see it. */
export async function everyLook(
  open: (look: Omit<PhoneOptions, 'allowed'>) => Promise<Page>,
  name: string,
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  if (!takesPictures) return;
  const looks = (['light', 'dark'] as const).flatMap((scheme) =>
    (['en', 'ru'] as const).map((locale) => ({ scheme, locale })),
  );
  const take = async (look: (typeof looks)[number]) => {
    const page = await open(look);
    await openTab(page, look.locale === 'en' ? 'Wallet' : 'Кошелёк');
    await page.getByText(/Movements|Движения/).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await prepare(page);
    await page.waitForTimeout(600);
    await picture(page, `${name}-${look.scheme}-${look.locale}`);
    await page.context().close();
  };
  await Promise.all(looks.map(take));
}

/** The sheet that asks for the money back. */
export async function openSheet(page: Page): Promise<void> {
  await button(page, /Take it back|Забрать деньги/)
    .first()
    .click();
  await page.getByText('UQ').first().waitFor();
}

/** Forgets what was not sent, and closes the sheet. */
export async function giveUp(page: Page): Promise<void> {
  await button(page, 'Cancel').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

/** Half a coin, into an escrow. */
export async function deposit(page: Page): Promise<void> {
  await button(page, /^Deposit$/).click();
  await button(page, /^Deposit 0\.5/).click();
  await approve(page);
  await page.getByText('0.5 TON is in your escrow', { exact: false }).waitFor({ timeout: 60_000 });
  await button(page, 'Done').click();
}
