import { disputes as en } from '../../apps/miniapp/src/i18n/en/disputes.ts';
import { disputes as ru } from '../../apps/miniapp/src/i18n/ru/disputes.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';

const TEXTS = { en, ru };
const ROOMS = [
  'review',
  'listings',
  'disputes',
  'people',
  'canaries',
  'images',
  'evidence',
  'audit',
  'catalogue',
  'policy',
  'treasury',
];

/** Every room of the admins, each from its beginning to its end, and what opens from there. */
export async function adminScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const phone = await phoneOf('admin', look);
  await openAddress(phone.page, '/admin');
  await downTheScreen(phone, 'admin', 2);
  for (const room of ROOMS) {
    await openAddress(phone.page, `/admin/${room}`);
    await downTheScreen(phone, `admin-${room}`);
  }
  await disputeSheets(phone, look);
  await openAddress(phone.page, '/admin/listings');
  await phone.page.locator('a[href^="/admin/listings/"], button.row').first().click();
  await downTheScreen(phone, 'admin-case');
  await openAddress(phone.page, '/admin/people');
  await phone.page.locator('button.row').last().click();
  await downTheScreen(phone, 'admin-person');
  await openAddress(phone.page, '/admin/policy');
  await phone.page.locator('.row button').nth(1).click();
  await phone.shot('admin-policy-sheet');
  await phone.close();
}

/** The evidence of each dispute that waits, to its end. */
async function disputeSheets({ page, shot }: PicturePhone, { locale }: Look): Promise<void> {
  await openAddress(page, '/admin/disputes');
  const evidence = page.getByRole('button', { name: TEXTS[locale].admin.evidence, exact: true });
  await evidence.first().waitFor();
  for (let at = 0; at < (await evidence.count()); at++) {
    await evidence.nth(at).click();
    await page.locator('.sheet__body .row').first().waitFor();
    await page.waitForTimeout(400);
    await shot(`admin-evidence-${at}`);
    const body = page.locator('.sheet__body');
    for (let part = 1; part <= 3; part++) {
      await body.evaluate((element, by) => element.scrollTo(0, by), part * 560);
      await shot(`admin-evidence-${at}-${part}`);
    }
    await page.keyboard.press('Escape');
  }
  await page.getByRole('radio', { name: TEXTS[locale].admin.decided, exact: true }).click();
  await shot('admin-disputes-decided');
}

const MOST_SCREENS = 5;

/** One picture for each screenful. */
export async function downTheScreen({ page, shot }: PicturePhone, name: string, most = MOST_SCREENS): Promise<void> {
  for (let at = 0; at < most; at++) {
    await shot(at === 0 ? name : `${name}-${at}`);
    const isEnd = await page.evaluate(() => {
      const { scrollHeight } = document.documentElement;
      const before = scrollY;
      scrollBy(0, innerHeight - 160);
      return scrollY === before || scrollHeight <= innerHeight;
    });
    if (isEnd) return;
  }
}

/** What buyers see of disputes and the policy. */
export async function disputeScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const provider = await phoneOf('provider', look);
  await openAddress(provider.page, '/disputes');
  await downTheScreen(provider, 'disputes-provider');
  await openAddress(provider.page, '/policy');
  await downTheScreen(provider, 'policy');
  await openAddress(provider.page, '/wallet');
  await downTheScreen(provider, 'wallet-provider');
  await provider.close();
}
