import type { Page } from 'playwright-core';
import { earn as earnEn } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { review as en } from '../../apps/miniapp/src/i18n/en/review.ts';
import { earn as earnRu } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import { review as ru } from '../../apps/miniapp/src/i18n/ru/review.ts';
import type { DemoWorld } from '../world/demo.ts';
import { DEMO_TITLE } from '../world/demo-provider.ts';
import { logIn } from '../world/market-client.ts';
import { downTheScreen } from './admin-screens.ts';
import { payoutScreens } from './payout-screens.ts';
import { type Look, openAddress, type PhoneOf } from './phone.ts';
import { writeRareRows } from './rare-rows.ts';

const TEXTS = { en, ru };
const PERIODS = { en: earnEn.console.income.periods, ru: earnRu.console.income.periods };

/** What a machine is that misbehaves, as the broker tells its owner; the other states of `conditions` come by themselves. */
const CONDITIONS = {
  twins: { state: 'twins', code: 'node_twins', evidence: {} },
  clock_off: { state: 'clock_off', code: 'clock_skewed', evidence: { seconds: 3_602 } },
} as const;

/** Brings about what is rare: rows of canaries and lost badges, and an appeal against one of the losses. */
export async function fillRareRooms(dev: DemoWorld, databaseUrl: string): Promise<void> {
  await writeRareRows(databaseUrl);
  const provider = await logIn(dev.api, dev.logins.provider.split('#dev=provider.')[1] ?? '', 'provider');
  const [listing] = (await provider.earn.listings.query()).filter(({ state }) => state === 'live');
  if (!listing) return;
  const { losses, appeals } = await provider.review.listing.query({ listingId: listing.listingId });
  const lost = losses.find(({ mayAppeal, nodeId }) => mayAppeal && nodeId === null);
  if (!lost || appeals.length > 0) return;
  const words = 'Two of the failures were a broken cable of the network here; it is mended since Friday.';
  await provider.review.appeal.mutate({ listingId: listing.listingId, lossId: lost.lossId, words });
}

/** A suspected machine and the appeal against it, twins, a clock that is off; an admin's card with a loss, canaries' desk. */
export async function rareScreens(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { appeal } = TEXTS[look.locale];
  const provider = await phoneOf('provider', look);
  await openAddress(provider.page, '/earn');
  await provider.page.locator('.listing-item', { hasText: DEMO_TITLE }).first().click();
  await provider.page.locator('.checklist').waitFor();
  await downTheScreen(provider, 'rare-suspected');
  await provider.page.getByRole('button', { name: appeal.open, exact: true }).first().click();
  await provider.shot('rare-appeal-form');
  await provider.page.keyboard.press('Escape');
  const address = await provider.page.evaluate(() => location.pathname);
  for (const condition of ['twins', 'clock_off'] as const) {
    const undo = await asIf(provider.page, condition);
    await openAddress(provider.page, '/earn');
    await openAddress(provider.page, address);
    await provider.page.waitForTimeout(4_000);
    await provider.shot(`rare-${condition}`);
    await provider.page.evaluate(() => scrollBy(0, 560));
    await provider.shot(`rare-${condition}-1`);
    await undo();
  }
  await openAddress(provider.page, '/earn?part=income');
  await downTheScreen(provider, 'rare-income');
  for (const period of ['hours72', 'days7'] as const) {
    await provider.page.getByRole('radio').filter({ hasText: PERIODS[look.locale][period] }).click();
    await provider.shot(`rare-income-${period}`);
  }
  await payoutScreens(provider, look);
  await provider.close();
  await adminsRareScreens(phoneOf, look, address);
}

async function adminsRareScreens(phoneOf: PhoneOf, look: Look, address: string): Promise<void> {
  const admin = await phoneOf('admin', look);
  await openAddress(admin.page, '/admin/review');
  await downTheScreen(admin, 'rare-admin-loss');
  await openAddress(admin.page, '/admin/canaries');
  await downTheScreen(admin, 'rare-admin-canaries');
  await openAddress(admin.page, address.replace('/earn/', '/listings/'));
  await downTheScreen(admin, 'rare-listing');
  await admin.close();
}

/** The page is answered as if its first machine stood so: two real twins, or a clock an hour off, need machines of their own. */
async function asIf(page: Page, condition: keyof typeof CONDITIONS): Promise<() => Promise<void>> {
  const pattern = /\/trpc\/[^?]*earn\.listing\b/;
  const { code, ...told } = { ...CONDITIONS[condition], sinceMs: Date.now() - 7 * 60_000 };
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    const answers: {
      result?: { data?: { json?: { nodes?: { condition: unknown; status: object }[]; status?: object } } };
    }[] = await response.json();
    for (const { result } of answers) {
      const listing = result?.data?.json;
      const [node] = listing?.nodes ?? [];
      if (!listing || !node) continue;
      node.condition = { code, ...told };
      const status = { code: 'machine_held', sinceMs: told.sinceMs, faultCode: code };
      Object.assign(listing, { status });
      Object.assign(node, { status });
    }
    // The page may have been left meanwhile.
    await route.fulfill({ response, json: answers }).catch(() => {});
  });
  return () => page.unroute(pattern);
}
