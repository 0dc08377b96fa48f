import { disputes as disputesEn } from '../../apps/miniapp/src/i18n/en/disputes.ts';
import { disputes as disputesRu } from '../../apps/miniapp/src/i18n/ru/disputes.ts';
import type { DemoWorld } from '../world/demo.ts';
import { logIn } from '../world/market-client.ts';
import { downTheScreen } from './admin-screens.ts';
import { answeredAs } from './answered-as.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';

const EVIDENCE = { en: disputesEn.admin.evidence, ru: disputesRu.admin.evidence };

/** What an admin must leave to another: the appeal against their own decision, their own listing, a dispute about their own machine; and long names. */
export async function barredScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const secret = dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const people = await Promise.all((['developer', 'provider'] as const).map((who) => logIn(dev.api, secret, who)));
  const ada = await logIn(dev.api, secret, 'admin');
  const accounts = await Promise.all(people.map((person) => person.auth.me.query()));
  const change = async (has: boolean) => {
    for (const { accountId, roles } of accounts) {
      const role = { accountId, role: 'admin' as const, reason: 'For as long as the pictures take.' };
      if (!roles.includes('admin')) await ada.admin.changeRole.mutate({ ...role, has });
    }
  };
  await change(true);
  try {
    const phone = await phoneOf('admin', look);
    await openAddress(phone.page, '/admin/review');
    await downTheScreen(phone, 'barred-review');
    await longNames(phone);
    await phone.close();
    await ownDesk(await phoneOf('provider', look), look);
  } finally {
    await change(false);
  }
}

/** The desk of an admin who sells: their own listings in the queue, and a dispute about their machine. */
async function ownDesk(phone: PicturePhone, { locale }: Look): Promise<void> {
  const { page, shot } = phone;
  await openAddress(page, '/admin/review');
  await downTheScreen(phone, 'barred-own', 3);
  await openAddress(page, '/admin/disputes');
  await page.getByRole('button', { name: EVIDENCE[locale], exact: true }).first().click();
  const body = page.locator('.sheet__body');
  await body.locator('.row').first().waitFor();
  await shot('barred-dispute');
  await body.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await shot('barred-dispute-1');
  await phone.close();
}

interface Person {
  firstName: string;
  username: string | null;
  roles: string[];
}

async function longNames({ page, shot }: PicturePhone): Promise<void> {
  await answeredAs<Person[]>(page, 'admin.people', (people) => {
    const [first, second, third] = people;
    Object.assign(first ?? {}, { firstName: 'Екатерина Константинопольская-Заболоцкая', username: 'ekaterina_konst' });
    Object.assign(second ?? {}, { firstName: 'А'.repeat(64), username: 'a_username_of_32_characters_long' });
    Object.assign(third ?? {}, { roles: ['buyer', 'admin', 'provider'] });
  });
  await openAddress(page, '/admin');
  await openAddress(page, '/admin/people');
  await shot('people-long');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}
