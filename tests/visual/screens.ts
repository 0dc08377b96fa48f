import type { Page } from 'playwright-core';
import type { Otherwise } from './broker.ts';
import type { Who } from './recording.ts';

/** A screen, how one comes there, and who. */
export interface Screen {
  name: string;
  who: Who;
  /** With `{name}` for an id of the recording. */
  address: string;
  /** What is pressed when it stands there, such as the button of a sheet. */
  act?: (page: Page) => Promise<void>;
  /** What the broker answers otherwise than it was recorded: nothing, a refusal, an empty list. */
  otherwise?: Otherwise;
}

const of = (who: Who, screens: Record<string, string>): Screen[] =>
  Object.entries(screens).map(([name, address]) => ({ name, who, address }));

/** The part of a page at this place among its tabs. */
const part = (at: number) => async (page: Page) => {
  await page.locator('.segmented, .chips').first().getByRole('radio').nth(at).click();
};

const press = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  await page.locator('.sheet').waitFor();
};

/** Screens that got no answer, a refusal, or nothing to show. They are loaded anew: what was asked before would be shown. */
const but = (who: Who, screens: Record<string, [address: string, Otherwise]>): Screen[] =>
  Object.entries(screens).map(([name, [address, otherwise]]) => {
    const isOffline = Object.values(otherwise).includes('offline');
    return { name, who, address, otherwise, ...(isOffline && { act: saysThatItFailed }) };
  });

/** What is not answered is asked again for a while, and only then said. */
async function saysThatItFailed(page: Page): Promise<void> {
  await page.locator('.notice__actions').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Of what comes late and no skeleton keeps a place for: waits until it stands there. */
const shows = (text: string) => (page: Page) => page.getByText(text).first().waitFor();

export const screens: Screen[] = [
  // The way in comes with the market's settings, which a busy machine may have asked for only after the screen stood there.
  { name: 'welcome', who: 'visitor', address: '/', act: shows('npm start') },
  ...of('buyer', { 'wallet-newcomer': '/wallet', 'keys-newcomer': '/build?part=keys', 'earn-newcomer': '/earn' }),
  ...of('developer', {
    market: '/',
    model: '/model?id={model}',
    listing: '/listings/{listing}',
    chat: '/chat',
    wallet: '/wallet',
    'build-keys': '/build?part=keys',
    'build-code': '/build?part=code',
    'build-usage': '/build?part=usage',
    notices: '/notices',
    disputes: '/disputes',
    'dispute-new': '/disputes/new?job={job}',
    receipt: '/receipt',
    estimate: '/earn/estimate',
    policy: '/policy',
    settings: '/settings',
    nowhere: '/nowhere',
  }),
  { name: 'key-sheet', who: 'developer', address: '/build?part=keys', act: press('button.row') },
  { name: 'request-sheet', who: 'developer', address: '/build?part=usage', act: press('button.row') },
  ...of('provider', {
    earn: '/earn',
    'earn-new': '/earn/new',
    'own-listing': '/earn/{listing}',
    pair: '/pair',
    'provider-disputes': '/disputes',
    'provider-notices': '/notices',
  }),
  { name: 'earn-income', who: 'provider', address: '/earn', act: part(1) },
  { name: 'earn-money', who: 'provider', address: '/earn', act: part(2) },
  { name: 'own-listing-income', who: 'provider', address: '/earn/{listing}', act: part(1) },
  { name: 'own-listing-prices', who: 'provider', address: '/earn/{listing}', act: part(2) },
  { name: 'own-listing-plan', who: 'provider', address: '/earn/{listing}', act: part(3) },
  ...of('admin', {
    admin: '/admin',
    'admin-review': '/admin/review',
    'admin-listings': '/admin/listings',
    'admin-case': '/admin/listings/{waiting}',
    'admin-disputes': '/admin/disputes',
    'admin-reviews': '/admin/reviews',
    'admin-people': '/admin/people',
    'admin-person': '/admin/people/{person}',
    'admin-canaries': '/admin/canaries',
    'admin-images': '/admin/images',
    'admin-audit': '/admin/audit',
    'admin-catalogue': '/admin/catalogue',
    'admin-policy': '/admin/policy',
    'admin-treasury': '/admin/treasury',
  }),
  ...but('buyer', {
    'wallet-offline': ['/wallet', { 'wallet.overview': 'offline' }],
    'keys-refused': ['/build?part=keys', { 'keys.list': 'refused' }],
  }),
  ...but('developer', {
    'market-empty': ['/', { 'market.models': [] }],
    'market-offline': ['/', { 'market.models': 'offline' }],
    'chat-nobody': ['/chat', { 'market.models': [] }],
    'disputes-empty': ['/disputes', { 'disputes.mine': [] }],
    'listing-refused': ['/listings/{listing}', { 'market.listing': 'refused' }],
  }),
  ...but('provider', { 'earn-offline': ['/earn', { 'earn.listings': 'offline', 'earn.summary': 'offline' }] }),
  ...but('admin', {
    'admin-disputes-empty': ['/admin/disputes', { 'disputes.all': [] }],
    'admin-review-refused': ['/admin/review', { 'admin.queue': 'refused' }],
  }),
];

/** The address with the recording's ids in it. */
export function addressOf({ address }: Screen, ids: Record<string, string>): string {
  return address.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`the recording has no id «${name}»`);
    return encodeURIComponent(id);
  });
}
