import { admin as en } from '../../apps/miniapp/src/i18n/en/admin.ts';
import { office as officeEn } from '../../apps/miniapp/src/i18n/en/office.ts';
import { policy as policyEn } from '../../apps/miniapp/src/i18n/en/policy.ts';
import { admin as ru } from '../../apps/miniapp/src/i18n/ru/admin.ts';
import { office as officeRu } from '../../apps/miniapp/src/i18n/ru/office.ts';
import { policy as policyRu } from '../../apps/miniapp/src/i18n/ru/policy.ts';
import type { DemoWorld } from '../world/demo.ts';
import { logIn } from '../world/market-client.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';

const TEXTS = { en, ru };
const OFFICE = { en: officeEn.catalogue, ru: officeRu.catalogue };
const POLICY = { en: policyEn, ru: policyRu };

/** What admins decide with: each sheet of a listing, an appeal, a person; someone who is banned; catalogue and policy to the end. */
export async function decisionScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const phone = await phoneOf('admin', look);
  await listingSheets(phone, look);
  await appealSheets(phone, look);
  await bannedPerson(phone, dev, look);
  await catalogueParts(phone, look);
  await policyParts(phone, look);
  await phone.close();
}

async function listingSheets(phone: PicturePhone, { locale }: Look): Promise<void> {
  const { page } = phone;
  const { decisions, listings } = TEXTS[locale];
  for (const [listing, chosen] of [
    ['Quiet 4090 in Riga', ['reject', 'ask']],
    ['Demo machine', ['pause']],
  ] as const) {
    await openAddress(page, '/admin/listings');
    await page.getByPlaceholder(listings.searchHint).waitFor();
    await page.getByText(listing, { exact: true }).first().click();
    await page.locator('.case-checks').waitFor();
    await phone.shot(`decide-case-${chosen[0]}`);
    for (const decision of chosen) await sheet(phone, decisions[decision].button, `decide-${decision}`);
  }
}

async function appealSheets(phone: PicturePhone, { locale }: Look): Promise<void> {
  const { grant, refuse } = TEXTS[locale].queue;
  await openAddress(phone.page, '/admin/review');
  await phone.page.getByRole('button', { name: grant, exact: true }).first().waitFor();
  await sheet(phone, grant, 'decide-grant');
  await sheet(phone, refuse, 'decide-refuse');
}

/** Opens one, takes it down to its end, and closes it. */
async function sheet({ page, shot }: PicturePhone, button: string, name: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const body = page.locator('.sheet__body');
  await body.waitFor();
  await shot(name);
  const isLong = await body.evaluate((element) => element.scrollHeight > element.clientHeight + 8);
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  if (isLong) await shot(`${name}-1`);
  await page.keyboard.press('Escape');
  await body.waitFor({ state: 'detached' });
}

/** The demo buyer is banned for as long as the pictures take. */
async function bannedPerson(phone: PicturePhone, { api, logins }: DemoWorld, { locale }: Look): Promise<void> {
  const secret = logins.buyer.split('#dev=buyer.')[1] ?? '';
  const [admin, buyer, seller] = await Promise.all([
    logIn(api, secret, 'admin'),
    logIn(api, secret, 'buyer'),
    logIn(api, secret, 'provider'),
  ]);
  const { accountId } = await buyer.auth.me.query();
  const { people } = TEXTS[locale];
  await openAddress(phone.page, `/admin/people/${(await seller.auth.me.query()).accountId}`);
  await sheet(phone, people.ban, 'person-ban');
  await sheet(phone, people.take.provider, 'person-role');
  const reason = 'Twelve accounts from one address, each with a free answer.';
  await admin.admin.ban.mutate({ accountId, code: 'other', reason });
  try {
    await openAddress(phone.page, '/admin/people');
    await phone.shot('people-banned');
    await openAddress(phone.page, `/admin/people/${accountId}`);
    await phone.page.getByRole('button', { name: people.unban, exact: true }).waitFor();
    await downTheScreen(phone, 'person-banned', 3);
    await sheet(phone, people.unban, 'person-unban');
  } finally {
    await admin.admin.unban.mutate({
      accountId,
      code: 'other',
      reason: 'The address is a dormitory’s; looked at together.',
    });
  }
}

async function catalogueParts(phone: PicturePhone, { locale }: Look): Promise<void> {
  const { page } = phone;
  const { hardware, prices } = OFFICE[locale];
  await openAddress(page, '/admin/catalogue');
  await page.locator('button.row').first().click();
  await openSheet(phone, 'catalogue-model');
  for (const [part, name] of [
    [hardware, 'hardware'],
    [prices, 'prices'],
  ] as const) {
    await page.getByRole('radio', { name: part, exact: true }).click();
    await page.evaluate(() => scrollTo(0, 0));
    await downTheScreen(phone, `catalogue-${name}`, 4);
    await page.locator('button.row').first().click();
    await openSheet(phone, `catalogue-${name}-sheet`);
  }
}

async function policyParts(phone: PicturePhone, { locale }: Look): Promise<void> {
  const { page } = phone;
  await openAddress(page, '/admin/policy');
  await page.locator('.row button').nth(1).click();
  await openSheet(phone, 'policy-sheet');
  await page.getByText(POLICY[locale].changes, { exact: true }).evaluate((element) => element.scrollIntoView());
  await downTheScreen(phone, 'policy-changelog', 3);
}

async function openSheet({ page, shot }: PicturePhone, name: string): Promise<void> {
  const body = page.locator('.sheet__body');
  await body.waitFor();
  await shot(name);
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await shot(`${name}-1`);
  await page.keyboard.press('Escape');
  await body.waitFor({ state: 'detached' });
}
