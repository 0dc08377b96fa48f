import type { Page } from 'playwright-core';
import { reviews as en } from '../../apps/miniapp/src/i18n/en/reviews.ts';
import { reviews as ru } from '../../apps/miniapp/src/i18n/ru/reviews.ts';
import type { DemoWorld } from '../world/demo.ts';
import { DEMO_TITLE } from '../world/demo-provider.ts';
import { logIn, type MarketClient } from '../world/market-client.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';

const TEXTS = { en, ru };
const WORDS = {
  en: {
    question: 'Who can read my prompt?',
    link: 'Fast, see www.example.com',
    review: 'Fast, and it says what it is.',
    answer: 'Thank you. A second card comes next week.',
    reason: 'It is about another machine.',
  },
  ru: {
    question: 'Кто может прочитать мой запрос?',
    link: 'Быстро, см. www.example.com',
    review: 'Быстро и без обмана.',
    answer: 'Спасибо. На той неделе поставлю вторую карту.',
    reason: 'Это о другой машине.',
  },
};

/** From the first paid answer on: why one may not write yet, a review, its provider's answer, an admin's hiding, a change. */
export async function reviewScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const secret = dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const market = await logIn(dev.api, secret, 'buyer');
  const { offers } = await market.market.model.query({ modelId: dev.openai.model });
  const listingId = offers.find(({ title }) => title === DEMO_TITLE)?.listingId;
  if (!listingId) throw new Error('the demo has no machine');
  const address = `/listings/${listingId}?reviews=1`;
  const { mine } = await market.reviews.rights.query({ listingId });
  if (mine) await startAnew(market, await logIn(dev.api, secret, 'admin'), mine);
  await write(phoneOf, look, market, listingId);
  await answer(phoneOf, look, address);
  await own(phoneOf, look, address, 'reviews-answered');
  await hide(phoneOf, look);
  await own(phoneOf, look, address, 'reviews-hidden');
  await provider(phoneOf, look, address, 'reviews-provider-hidden');
  await own(phoneOf, look, address, 'reviews-changed', (phone) => send(phone.page, look, WORDS[look.locale].review));
  await deskAfterwards(phoneOf, look);
}

/** The buyer's review of the look before is taken back. */
async function startAnew(
  buyer: MarketClient,
  admin: MarketClient,
  mine: { reviewId: string; hidden: unknown },
): Promise<void> {
  const shown = { reviewId: mine.reviewId, part: 'review', reason: 'It was a mistake.' } as const;
  if (mine.hidden) await admin.reviews.show.mutate(shown);
  await buyer.reviews.remove.mutate({ reviewId: mine.reviewId });
}

async function write(phoneOf: PhoneOf, look: Look, market: MarketClient, listingId: string): Promise<void> {
  const words = WORDS[look.locale];
  const texts = TEXTS[look.locale];
  const address = `/listings/${listingId}?reviews=1`;
  const phone = await phoneOf('buyer', look);
  const { page, shot } = phone;
  const mayWrite = async () => (await market.reviews.rights.query({ listingId })).refusal === null;
  if (!(await mayWrite())) {
    await toReviews(page, address);
    await shot('reviews-unpaid');
    while (!(await mayWrite())) await payAnAnswer(page, listingId, words.question);
  }
  await phone.close('keep');
  const writer = await phoneOf('buyer', look);
  await toReviews(writer.page, address);
  await writer.page.getByRole('button', { name: texts.write, exact: true }).click();
  await writer.shot('reviews-form');
  await writer.page.getByRole('radio').nth(3).click();
  await writer.page.locator('textarea').fill(words.link);
  await writer.page.getByRole('button', { name: texts.form.send, exact: true }).click();
  await writer.page.locator('.sheet .notice').waitFor();
  await writer.shot('reviews-link');
  await writer.page.locator('textarea').fill(words.review);
  await writer.page.getByRole('button', { name: texts.form.send, exact: true }).click();
  await writer.page.getByText(texts.mine, { exact: true }).waitFor();
  await writer.shot('reviews-written');
  await writer.close('keep');
}

/** A question to this listing alone, paid from the buyer's escrow. */
async function payAnAnswer(page: Page, listingId: string, question: string): Promise<void> {
  await openAddress(page, `/chat?model=spindle%2Fguide&listing=${listingId}`);
  const receipts = page.locator('.seal-button');
  const before = await receipts.count();
  await page.locator('textarea').fill(question);
  await page.locator('textarea').press('Enter');
  await receipts.nth(before).waitFor({ timeout: 20_000 });
}

async function toReviews(page: Page, address: string): Promise<void> {
  await openAddress(page, address);
  await page.locator('.review-sum, .empty').last().waitFor();
  await page.waitForTimeout(1_000);
  await page
    .locator('.review-sum, .empty')
    .last()
    .evaluate((part) => part.scrollIntoView({ block: 'start' }));
  await page.evaluate(() => scrollBy(0, -60));
}

async function send(page: Page, look: Look, words: string): Promise<void> {
  const texts = TEXTS[look.locale];
  await page.getByRole('button', { name: texts.change, exact: true }).click();
  await page.getByRole('radio').nth(4).click();
  await page.locator('textarea').fill(words);
  await page.getByRole('button', { name: texts.form.send, exact: true }).click();
  await page.locator('.sheet').waitFor({ state: 'detached' });
}

/** What the writer sees of it now. */
async function own(
  ...[phoneOf, look, address, name, act]: [PhoneOf, Look, string, string, ((phone: PicturePhone) => Promise<void>)?]
): Promise<void> {
  const phone = await phoneOf('buyer', look);
  await toReviews(phone.page, address);
  await act?.(phone);
  await phone.shot(name);
  await phone.close();
}

async function provider(phoneOf: PhoneOf, look: Look, address: string, name: string): Promise<void> {
  const phone = await phoneOf('provider', look);
  await toReviews(phone.page, address);
  await phone.shot(name);
  await phone.close();
}

async function answer(phoneOf: PhoneOf, look: Look, address: string): Promise<void> {
  const { reply } = TEXTS[look.locale];
  const { page, shot, close } = await phoneOf('provider', look);
  await toReviews(page, address);
  await page.getByRole('button', { name: reply.open, exact: true }).first().click();
  await shot('reviews-provider');
  await page.locator('textarea').fill(WORDS[look.locale].answer);
  await shot('reviews-provider-words');
  await page.getByRole('button', { name: reply.send, exact: true }).click();
  await page.getByText(WORDS[look.locale].answer).first().waitFor();
  await shot('reviews-provider-answered');
  await close();
}

async function hide(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { desk } = TEXTS[look.locale];
  const { page, shot, close } = await phoneOf('admin', look);
  await openAddress(page, '/admin/reviews');
  await page.locator('main .card').first().waitFor();
  await shot('admin-reviews');
  await page.getByRole('button', { name: desk.hide, exact: true }).first().click();
  await shot('admin-reviews-form');
  await page.locator('textarea').fill(WORDS[look.locale].reason);
  await page.locator('.stack:has(> label textarea), .stack:has(textarea)').last().locator('button').last().click();
  await page.locator('textarea').waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: desk.hidden, exact: true }).click();
  await page.waitForTimeout(1_000);
  await shot('admin-reviews-hidden');
  await close();
}

/** A review that was changed after it was hidden asks to be looked at again. */
async function deskAfterwards(phoneOf: PhoneOf, look: Look): Promise<void> {
  const { page, shot, close } = await phoneOf('admin', look);
  await openAddress(page, '/admin/reviews');
  await page.getByRole('radio', { name: TEXTS[look.locale].desk.hidden, exact: true }).click();
  await page.waitForTimeout(1_000);
  await shot('admin-reviews-changed');
  await close();
}
