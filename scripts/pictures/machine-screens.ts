import { cpSync } from 'node:fs';
import pg from 'pg';
import { earn as en } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { pair as pairEn } from '../../apps/miniapp/src/i18n/en/pair.ts';
import { earn as ru } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import { pair as pairRu } from '../../apps/miniapp/src/i18n/ru/pair.ts';
import type { NodeCommand } from '../../tests/support/node-command.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PicturePhone } from './phone.ts';

const TEXTS = { en: { earn: en, pair: pairEn }, ru: { earn: ru, pair: pairRu } };
const BUSY_MS = 120_000;
/** Preloaded into the program, it makes a clock that is two minutes and an hour ahead. */
const CLOCK_AHEAD = `const real = Date;
globalThis.Date = class extends real {
  constructor(...parts) { super(...(parts.length === 0 ? [real.now() + 3_720_000] : parts)); }
  static now() { return real.now() + 3_720_000; }
};`;

/** Starts the program of a data folder once more; whoever gave it ends it, and removes the folder. */
export type RunAgain = (home: string, environment?: Record<string, string>) => NodeCommand;

/** A code that nobody confirmed: while it runs out under somebody's eyes, and as its link says it afterwards. */
export async function expiredScreens(
  { page, shot }: PicturePhone,
  look: Look,
  { code, databaseUrl }: { code: string; databaseUrl: string },
): Promise<void> {
  const { pair } = TEXTS[look.locale];
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  // The newest: its machine has just shown the code.
  await sql.query(
    `UPDATE pairing SET expires_at = now() + interval '15 seconds'
      WHERE code_hash = (SELECT code_hash FROM pairing WHERE state = 'open' ORDER BY opened_at DESC LIMIT 1)`,
  );
  await sql.end();
  await openAddress(page, '/pair');
  await openAddress(page, `/pair/${code}`);
  await page.getByText(pair.expired, { exact: true }).waitFor();
  await shot('pair-expired');
  await openAddress(page, '/pair');
  await openAddress(page, `/pair/${code}`);
  await page.getByRole('button', { name: pair.again, exact: true }).waitFor();
  await shot('pair-expired-link');
}

/** Machines of one listing: two that work, one whose link is refused since its clock is off, two with one identity. */
export async function machineScreens(
  phone: PicturePhone,
  look: Look,
  { own, second, home, run }: { own: NodeCommand; second: NodeCommand; home: string; run: RunAgain },
): Promise<void> {
  const { page } = phone;
  const { conditions } = TEXTS[look.locale].earn;
  await page.getByText(TEXTS[look.locale].earn.console.machines.sum, { exact: true }).waitFor();
  await downTheScreen(phone, 'machines', 3);
  for (const command of [own, second]) command.child.kill('SIGTERM');
  await Promise.all([own.ended, second.ended]);
  const preload = `--import=data:text/javascript,${encodeURIComponent(CLOCK_AHEAD)}`;
  const late = run(home, { NODE_OPTIONS: preload });
  await page.getByText(conditions.clock_off.title, { exact: true }).first().waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await downTheScreen(phone, 'machines-clock-off', 2);
  late.child.kill('SIGTERM');
  await late.ended;
  const copy = `${home}-copy`;
  cpSync(home, copy, { recursive: true });
  for (const folder of [home, copy]) run(folder);
  await page.getByText(conditions.twins.title, { exact: true }).first().waitFor({ timeout: BUSY_MS });
  await page.evaluate(() => window.scrollTo(0, 0));
  await downTheScreen(phone, 'machines-twins', 2);
}
