// Takes a picture of every screen, light and dark, English and Russian, from a world that runs:
//   node --import tsx scripts/take-pictures.ts .data/dev.json pictures/ [GROUP] [light|dark] [en|ru] [wide]
// GROUP is one of GROUPS below; without one all but those APART.
// «rare», «images», «market» and «reviews» write rows into the world's own database first (POSTGRES_PORT, as `npm start` takes
// it), and «pairing» makes a code older: after «rare» its machine gets no buyers, after «market» and «reviews» its audit finds
// answers that nobody gave. «images» makes the provider an admin too, and puts the clock of the local chain a day forward.
import { readFileSync } from 'node:fs';
import { openBrowser } from '../tests/support/chromium.ts';
import { fillAdminRooms } from './pictures/admin-data.ts';
import { adminScreens, disputeScreens } from './pictures/admin-screens.ts';
import { barredScreens } from './pictures/barred-screens.ts';
import { chatScreens } from './pictures/chat-screens.ts';
import { decisionScreens } from './pictures/decision-screens.ts';
import { depositScreens } from './pictures/deposit-screens.ts';
import { developerScreens, referenceScreens } from './pictures/developer-screens.ts';
import { fillImageRooms } from './pictures/image-data.ts';
import { imageScreens } from './pictures/image-screens.ts';
import { writeListingRows } from './pictures/listing-rows.ts';
import { fillMarket, marketScreens } from './pictures/market-screens.ts';
import { moneyScreens } from './pictures/money-screens.ts';
import { pairingScreens } from './pictures/pairing-screens.ts';
import { payoutScreens } from './pictures/payout-screens.ts';
import { type Look, openAddress, phoneMaker } from './pictures/phone.ts';
import { fillProviderRooms } from './pictures/provider-data.ts';
import { listingScreens, providerScreens, stateScreens } from './pictures/provider-screens.ts';
import { fillRareRooms, rareScreens } from './pictures/rare-screens.ts';
import { receiptScreens } from './pictures/receipt-screens.ts';
import { reviewScreens } from './pictures/review-screens.ts';
import { type Listener, startListener, stopListener, voiceScreens } from './pictures/voice-screens.ts';
import type { DemoWorld } from './world/demo.ts';

const [devFile = '.data/dev.json', folder = 'pictures', only = 'all', ...wanted] = process.argv.slice(2);
const dev: DemoWorld = JSON.parse(readFileSync(devFile, 'utf8'));
const browser = await openBrowser();
const phoneOf = phoneMaker(browser, dev, folder);
const DATABASE = `postgresql://postgres@127.0.0.1:${process.env.POSTGRES_PORT ?? 3902}/spindle`;
const QUESTION = { en: 'Who can read my prompt?', ru: 'Кто может прочитать мой запрос?' };

/** The buyer's deposit, made once, so that there is something to see. */
async function deposit(): Promise<void> {
  const { page, close } = await phoneOf('buyer', { scheme: 'light', locale: 'en' });
  await openAddress(page, '/wallet');
  const wallet = page.frameLocator('iframe[title="Spindle dev wallet"]').getByRole('button', { name: 'Approve' });
  const connect = page.getByRole('button', { name: 'Connect wallet' });
  if (await connect.isVisible()) {
    await connect.click();
    await wallet.click();
    await page
      .getByRole('button', { name: /^Deposit/ })
      .first()
      .click();
    await page.getByRole('button', { name: /^Deposit \d/ }).click();
    await wallet.click();
    await page.getByRole('button', { name: 'Done' }).click({ timeout: 40_000 });
  }
  await close('keep');
}

async function buyerScreens(look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('buyer', look);
  await shot('market');
  await openAddress(page, '/model?id=spindle%2Fguide');
  await shot('model');
  await openAddress(page, '/chat');
  await page.locator('textarea').fill(QUESTION[look.locale]);
  await shot('chat-question');
  await page.locator('textarea').press('Enter');
  const receipt = page.locator('[class*="seal"], button:has-text("$0.")').first();
  await receipt.waitFor({ timeout: 20_000 });
  await shot('chat');
  await receipt.click();
  await shot('receipt');
  await page.keyboard.press('Escape');
  for (const tab of ['wallet', 'build', 'earn']) {
    await openAddress(page, `/${tab}`);
    await shot(tab === 'earn' ? 'earn-newcomer' : tab);
  }
  await close();
}

/** What each group shows, in this order; without a name all but those apart. */
const GROUPS: Record<string, readonly ((look: Look) => Promise<void>)[]> = {
  money: [(look) => moneyScreens(phoneOf, look)],
  admin: [(look) => adminScreens(phoneOf, look), (look) => disputeScreens(phoneOf, look)],
  decisions: [(look) => decisionScreens(phoneOf, dev, look), (look) => barredScreens(phoneOf, dev, look)],
  barred: [(look) => barredScreens(phoneOf, dev, look)],
  images: [(look) => imageScreens(phoneOf, dev, look)],
  market: [(look) => marketScreens(phoneOf, dev, look)],
  reviews: [(look) => reviewScreens(phoneOf, dev, look)],
  receipts: [(look) => receiptScreens(phoneOf, dev, look)],
  chat: [(look) => chatScreens((at) => phoneMaker(browser, at, folder), dev, look)],
  voice: [(look) => voiceScreens(phoneOf, listener as Listener, look)],
  deposit: [(look) => depositScreens(phoneOf, look)],
  buyer: [buyerScreens],
  provider: [
    (look) => listingScreens(phoneOf, look),
    (look) => providerScreens(phoneOf, look),
    (look) => stateScreens(phoneOf, dev, look),
  ],
  states: [(look) => stateScreens(phoneOf, dev, look)],
  payouts: [
    async (look) => {
      const phone = await phoneOf('provider', look);
      await payoutScreens(phone, look);
      await phone.close();
    },
  ],
  pairing: [(look) => pairingScreens(phoneOf, { dev, databaseUrl: DATABASE }, look)],
  developer: [(look) => developerScreens(phoneOf, look)],
  rare: [(look) => rareScreens(phoneOf, look)],
};
/** Rare ones change what others show; states are a part of the provider's, payouts of the rare. */
const APART = ['barred', 'images', 'rare', 'reviews', 'states', 'payouts', 'receipts', 'chat', 'voice', 'deposit'];
const screens = Object.entries(GROUPS).flatMap(([group, shown]) =>
  only === group || (only === 'all' && !APART.includes(group)) ? shown : [],
);

if (['all', 'money', 'buyer', 'reviews', 'receipts', 'chat', 'voice'].includes(only)) await deposit();
const listener = only === 'voice' ? await startListener(dev) : null;
if (['all', 'admin', 'decisions', 'barred'].includes(only)) await fillAdminRooms(dev);
if (only === 'all' || only === 'provider' || only === 'states') await fillProviderRooms(dev);
if (only === 'all' || only === 'market') await fillMarket(dev);
if (only === 'market' || only === 'reviews') await writeListingRows(DATABASE);
if (only === 'images') await fillImageRooms(dev, DATABASE);
if (only === 'rare') await fillRareRooms(dev, DATABASE);
for (const scheme of ['light', 'dark'] as const) {
  for (const locale of ['en', 'ru'] as const) {
    const isWanted = wanted.every((word) => word === scheme || word === locale || word === 'wide');
    if (isWanted)
      for (const show of screens) await show({ scheme, locale, isWide: wanted.includes('wide') }).catch(goOn);
  }
}
if (only === 'all') await readersScreens();
if (listener) await stopListener(listener);
await browser.close();

/** One screen that does not come must not cost the rest; the command fails all the same. */
function goOn(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}

async function readersScreens(): Promise<void> {
  const reader = await phoneOf('buyer', { scheme: 'light', locale: 'en' });
  await referenceScreens(reader.page, reader.shot, dev.api);
  await reader.close();
}
