import { randomUUID } from 'node:crypto';
import { offers as en } from '../../apps/miniapp/src/i18n/en/offers.ts';
import { offers as ru } from '../../apps/miniapp/src/i18n/ru/offers.ts';
import type { DemoWorld } from '../world/demo.ts';
import { logIn } from '../world/market-client.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';

const TEXTS = { en, ru };
/** More offers than a screen holds. */
const LISTED = 12;
const REGIONS = ['eu-lv', 'eu', 'us', 'asia'];
const HARDWARE = ['rtx-4090', 'rtx-3090', 'h100'];

/** Listings of many prices for the demo's model, some of which have changed; made once. */
export async function fillMarket(dev: DemoWorld): Promise<void> {
  const secret = dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const [provider, admin] = await Promise.all([logIn(dev.api, secret, 'provider'), logIn(dev.api, secret, 'admin')]);
  const { model: modelId } = dev.openai;
  const { offers } = await provider.market.model.query({ modelId });
  if (offers.length >= LISTED) return;
  const offer = (cents: number) => {
    const microUsd = BigInt(cents * 10_000);
    const inputMicroUsdPerMTok = microUsd / 4n;
    return {
      modelId,
      inputMicroUsdPerMTok,
      cachedInputMicroUsdPerMTok: microUsd / 8n,
      outputMicroUsdPerMTok: microUsd,
    };
  };
  for (let at = 1; at <= LISTED; at++) {
    const [region = '', hardwareId = ''] = [REGIONS[at % REGIONS.length], HARDWARE[at % HARDWARE.length]];
    const title = at === 3 ? 'A machine whose owner gave it a name that no screen holds' : `Rack ${at}`;
    const { listingId } = await provider.earn.create.mutate({
      idempotencyKey: randomUUID(),
      ...{ title, hardwareId, gpuCount: 1 + (at % 2), region, offers: [offer(12 + at)] },
    });
    await admin.admin.review.mutate({ listingId, decision: 'approve' });
  }
  const [listing] = offers;
  for (const cents of [30, 22, 26])
    if (listing) await provider.earn.setOffers.mutate({ listingId: listing.listingId, offers: [offer(cents)] });
}

/** The market: models, the filters, a model with its offers, some of them side by side, and a listing to its end. */
export async function marketScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const phone = await phoneOf('buyer', look);
  const { page, shot } = phone;
  await openAddress(page, '/');
  await shot('market');
  await filtersOfMarket(phone, look);
  await openAddress(page, `/model?id=${encodeURIComponent(dev.openai.model)}`);
  await page.locator('.offer-list li').first().waitFor();
  await downTheScreen(phone, 'model');
  await offersOfModel(phone, look);
  await openAddress(page, '/');
  await openAddress(page, `/model?id=${encodeURIComponent(dev.openai.model)}`);
  await page
    .getByRole('link', { name: /^Demo machine/ })
    .first()
    .click();
  await page.waitForTimeout(1_500);
  await page.locator('.section').last().waitFor();
  await downTheScreen(phone, 'listing');
  await phone.close();
}

/** The market's filters, set; what they leave; and nothing left. */
async function filtersOfMarket({ page, shot }: PicturePhone, { locale }: Look): Promise<void> {
  const texts = TEXTS[locale];
  const open = () => page.locator('.market-filters button').click();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await open();
  await shot('market-filters');
  await page.getByRole('radio').nth(1).click();
  await page.getByRole('radio').last().click();
  await press(texts.onlyOnline);
  await shot('market-filters-set');
  await press(texts.done);
  await shot('market-filtered');
  await open();
  await page.getByRole('radio').nth(6).click();
  await press(texts.done);
  await shot('market-no-match');
  await press(texts.clear);
}

async function offersOfModel(phone: PicturePhone, look: Look): Promise<void> {
  const { page, shot } = phone;
  const texts = TEXTS[look.locale];
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press(texts.filtersOn(1));
  await shot('model-filters');
  const choices = page.locator('.sheet select');
  await choices.first().selectOption('asia');
  await choices.last().selectOption('h100');
  await shot('model-filters-set');
  await press(texts.show);
  await shot('model-no-match');
  await press(texts.clear);
  const offers = page.locator('.offer-list li');
  await offers.nth(2).waitFor();
  await shot('model-offers');
  await press(texts.compare);
  for (const at of [0, 1, 2]) await offers.nth(at).locator('button').click();
  await shot('model-choosing');
  await compare(phone, look, 'model-unmeasured');
  // The one that was chosen first makes room for the dearest, which alone is measured.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await offers.getByText('Demo machine').click();
  await compare(phone, look, 'model-comparison');
  await press(texts.done);
}

async function compare({ page, shot }: PicturePhone, { locale }: Look, name: string): Promise<void> {
  await page.getByRole('button', { name: TEXTS[locale].compareChosen(3), exact: true }).click();
  await page.locator('.comparison').waitFor();
  await shot(name);
  await page.locator('.sheet__body').evaluate((element) => element.scrollTo(0, 400));
  await shot(`${name}-1`);
  await page.keyboard.press('Escape');
}
