import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPhone, type PhoneOptions } from '../../tests/support/chromium.ts';
import type { DemoWorld } from '../world/demo.ts';

export type Look = Required<Pick<PhoneOptions, 'scheme' | 'locale'>> & Pick<PhoneOptions, 'isWide'>;

/** A phone of one person, and how to take its picture. */
export interface PicturePhone {
  page: Page;
  /** Of this page, or of another window on the same phone. */
  shot(name: string, window?: Page): Promise<void>;
  /** With `keep`, the next phones of this person begin with what this one has stored, such as the key of an escrow. */
  close(keep?: 'keep'): Promise<void>;
}

/** Somebody of the demo, or a person without the app, who opens what was shared. */
export type Who = keyof DemoWorld['logins'] | 'stranger';
export type PhoneOf = (who: Who, look: Look) => Promise<PicturePhone>;

/** An error that React has recovered from names its cause only so. */
const TELL_CAUSES = `addEventListener('error', ({ error }) => error?.cause && console.error(error.cause.stack))`;

/** Phones that log in to this world and lay their pictures into the folder; what fails on a page is printed. */
export function phoneMaker(browser: Browser, dev: DemoWorld, folder: string): PhoneOf {
  const allowed = [dev.api, dev.chain].map((url) => new URL(url).host);
  mkdirSync(folder, { recursive: true });
  const kept: { [Person in Who]?: NonNullable<PhoneOptions['kept']> } = {};
  return async (who, look) => {
    const { page, context } = await openPhone(browser, {
      allowed,
      scale: 2,
      ...look,
      ...(kept[who] && { kept: kept[who] }),
    });
    page.on('pageerror', (error) => console.error(`${who}: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && console.error(`${who}: ${message.text()}`));
    await page.addInitScript(TELL_CAUSES);
    await page.goto(who === 'stranger' ? dev.miniapp : dev.logins[who]);
    await page.waitForTimeout(1_500);
    const shot = async (name: string, window = page) => {
      await window.waitForTimeout(400);
      // What is still on its way; a screen that keeps it for good is shown as it is.
      const late = window.locator('.skeleton').first();
      await late.waitFor({ state: 'detached', timeout: 8_000 }).catch(() => {});
      await window.screenshot({
        path: path.join(folder, `${name}-${look.scheme}-${look.locale}${look.isWide ? '-1280' : ''}.png`),
      });
    };
    const close = async (keep?: 'keep') => {
      if (keep) kept[who] = await context.storageState();
      await context.close();
    };
    return { page, shot, close };
  };
}

/** Within the app: a reload would ask for the login again. */
export async function openAddress(page: Page, address: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await page.waitForTimeout(400);
}

/** Brings what matches to the top of the screen, below what stays there. */
export async function scrollTo(page: Page, selector: string): Promise<void> {
  await page
    .locator(selector)
    .last()
    .evaluate((element) => element.scrollIntoView({ block: 'center' }));
}
