import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { THEME_NAMES } from '../../apps/miniapp/src/gallery/themes.ts';
import { openBrowser } from '../support/chromium.ts';
import { buildGallery } from './build-gallery.ts';
import { openWindow, settle, takePicture } from './camera.ts';
import { accessFaults, COLOURS, EVERY_RULE } from './check-access.ts';
import { compare } from './compare.ts';
import { openStage, type Stage } from './stage.ts';
import { faultsAtDoubleText } from './zoom-text.ts';

/** All of it, however long. */
const WHOLE = 12_000;
const LANGUAGES = ['en', 'ru'] as const;
let browser: Browser;
let stage: Stage;
let folder: string;

beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), buildGallery()]);
  stage = await openStage(async () => null, folder);
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openGallery(theme: string, language: 'en' | 'ru'): Promise<Page> {
  const { page } = await openWindow(browser, { scheme: 'light', locale: language }, Date.now());
  await page.goto(`${stage.url}/gallery/?theme=${theme}&language=${language}`);
  await page.locator('main').waitFor();
  await settle(page, { hasSkeletons: true });
  return page;
}

it.each(THEME_NAMES)('every component, %s: as it was, in both languages, open to everyone', async (theme) => {
  for (const language of LANGUAGES) {
    const page = await openGallery(theme, language);
    expect(compare(`gallery-${theme}-${language}`, await takePicture(page, 390, WHOLE))).toBeNull();
    expect(await accessFaults(page, theme === 'light' ? EVERY_RULE : COLOURS)).toEqual([]);
    if (theme === 'light') expect(await faultsAtDoubleText(page)).toEqual([]);
    await page.context().close();
  }
});

it('a sheet takes the focus, keeps it, and gives it back', async () => {
  const page = await openGallery('light', 'en');
  const opener = page.getByRole('button', { name: 'Open a sheet' });
  await opener.click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(() => document.activeElement?.closest('.sheet') !== null);
    const isOnPage = await page.evaluate(() => document.activeElement?.closest('#root') != null);
    expect(isInside || !isOnPage).toBe(true);
  }
  expect(await accessFaults(page, EVERY_RULE)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.context().close();
});
