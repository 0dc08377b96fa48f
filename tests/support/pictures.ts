import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Where screenshots go: PICTURES, or nowhere. People look at them; tests don't compare them. */
const FOLDER = process.env.PICTURES;

export const takesPictures = Boolean(FOLDER);

/** Takes a picture of the screen when somebody wants to see it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!FOLDER) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}
