import type { Page } from 'playwright-core';
import { chat as en } from '../../apps/miniapp/src/i18n/en/chat.ts';
import { chat as ru } from '../../apps/miniapp/src/i18n/ru/chat.ts';
import type { DemoWorld } from '../world/demo.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';
import { openTunnel, type Tunnel } from './tunnel.ts';

const TEXTS = { en, ru };
const QUESTIONS = {
  en: ['What is Spindle?', 'Who can read my prompt?'],
  ru: ['Что такое Spindle?', 'Кто может прочитать мой запрос?'],
} as const;
/** For each piece of an answer, so that it lasts long enough for a tunnel. */
const SLOW_MS = 1_000;
/** Nothing comes any more, and nobody says so. */
const HELD_MS = 60_000;
/** As a phone does that has no room left. */
const FILL_UP = `IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); }`;

/** The chat when something comes between: a tunnel, another window, no room, a browser that keeps nothing. */
export async function chatScreens(makerFor: (dev: DemoWorld) => PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const tunnel = await openTunnel(dev.api);
  const through: DemoWorld = JSON.parse(JSON.stringify(dev).replaceAll(dev.api, tunnel.url));
  const phoneOf = makerFor(through);
  try {
    await throughTunnel(await phoneOf('buyer', look), tunnel, look);
    await inTwoWindows(await phoneOf('buyer', look), tunnel, through, look);
    await withoutRoom(await phoneOf('buyer', look), look);
    await withoutMemory(await phoneOf('buyer', look), through, look);
  } finally {
    tunnel.close();
  }
}

async function ask(page: Page, { locale }: Look, at: 0 | 1): Promise<void> {
  await page.locator('textarea').fill(QUESTIONS[locale][at]);
  await page.locator('textarea').press('Enter');
}

/** Ready to ask, with all that the page loads later there already. */
async function openChat(page: Page): Promise<void> {
  await openAddress(page, '/chat');
  await page.locator('textarea').waitFor();
  await page.waitForTimeout(2_000);
}

async function throughTunnel({ page, shot, close }: PicturePhone, tunnel: Tunnel, look: Look): Promise<void> {
  await openChat(page);
  tunnel.slow(SLOW_MS);
  await ask(page, look, 0);
  await shot('chat-waits');
  await page.waitForFunction(() => (document.querySelector('.turns')?.textContent?.length ?? 0) > 90);
  tunnel.slow(HELD_MS);
  await shot('chat-running');
  tunnel.cut();
  await page.getByText(TEXTS[look.locale].away.title).waitFor();
  await shot('chat-away');
  tunnel.slow(0);
  tunnel.mend();
  await page.locator('.seal-button').last().waitFor({ timeout: 60_000 });
  await shot('chat-resumed');
  await close();
}

async function inTwoWindows(
  { page, shot, close }: PicturePhone,
  tunnel: Tunnel,
  dev: DemoWorld,
  look: Look,
): Promise<void> {
  await openChat(page);
  await ask(page, look, 0);
  await page.locator('.seal-button').last().waitFor({ timeout: 60_000 });
  // Opened later: it begins with the conversation that was kept last.
  const other = await page.context().newPage();
  await other.goto(dev.logins.buyer);
  await other.waitForTimeout(1_500);
  await openChat(other);
  await shot('chat-other-window', other);
  tunnel.slow(SLOW_MS);
  await ask(page, look, 1);
  await page.waitForTimeout(2_000);
  await shot('chat-other-running', other);
  tunnel.slow(0);
  await close();
}

async function withoutRoom({ page, shot, close }: PicturePhone, look: Look): Promise<void> {
  await openAddress(page, '/chat');
  await page.locator('textarea').waitFor();
  await page.evaluate(FILL_UP);
  await ask(page, look, 0);
  await page.getByText(TEXTS[look.locale].kept.full).waitFor({ timeout: 60_000 });
  await shot('chat-full');
  await page.evaluate(() => scrollTo(0, 0));
  await shot('chat-full-top');
  await page.getByRole('button', { name: TEXTS[look.locale].kept.title, exact: true }).last().click();
  await shot('chat-full-list');
  await close();
}

async function withoutMemory({ page, shot, close }: PicturePhone, dev: DemoWorld, look: Look): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto('about:blank');
  await page.goto(dev.logins.buyer);
  await page.waitForTimeout(1_500);
  await openAddress(page, '/chat');
  await page.getByText(TEXTS[look.locale].notKept).waitFor();
  await shot('chat-not-kept');
  await close();
}
