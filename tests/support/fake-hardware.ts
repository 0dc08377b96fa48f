import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openAddress } from '../../scripts/pictures/phone.ts';
import { until } from '../../scripts/world/http.ts';
import type { MarketClient } from '../../scripts/world/market-client.ts';
import { openPhone } from './chromium.ts';
import { commandBeside } from './command-beside.ts';
import { picture } from './pictures.ts';
import type { RunningWorld } from './world.ts';

/** Somebody who acts by tapping. */
export async function phoneOf(world: RunningWorld, browser: Browser, who: keyof RunningWorld['dev']['logins']) {
  const { page } = await openPhone(browser, { allowed: [new URL(world.dev.api).host] });
  await page.goto(world.dev.logins[who]);
  await page.getByRole('navigation').waitFor();
  return page;
}

/** A listing that says H100, approved before any machine has joined. @returns it, and the code that joins one. */
export async function listFake(owner: MarketClient, admin: MarketClient, modelId: string) {
  const price = {
    inputMicroUsdPerMTok: 100_000n,
    cachedInputMicroUsdPerMTok: 50_000n,
    outputMicroUsdPerMTok: 400_000n,
  };
  const { listingId } = await owner.earn.create.mutate({
    idempotencyKey: randomUUID(),
    ...{ title: 'H100 in Frankfurt', hardwareId: 'h100', gpuCount: 1, region: 'eu-de' },
    offers: [{ modelId, ...price }],
  });
  await admin.admin.review.mutate({ listingId, decision: 'approve' });
  const { code } = await owner.earn.joinCode.mutate({ listingId });
  return { listingId, code };
}

/** The admin reads what was claimed beside what its machine reports, and takes it off, with a finger that comes down twice. */
export async function pauseFake(page: Page, admin: MarketClient, listingId: string): Promise<void> {
  const isReported = async () =>
    (await admin.admin.case.query({ listingId })).checks.some(
      ({ check, outcome }) => check === 'hardware' && outcome === 'fail',
    );
  expect(await until(isReported, 20_000)).toBe(true);
  await openAddress(page, `/admin/listings/${listingId}`);
  await page.getByText('Does not fit').first().waitFor();
  await page.getByText('H100 80 GB').first().waitFor();
  await picture(page, 'fake-spotted');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Other hardware', exact: true }).click();
  await page.getByRole('button', { name: 'Send decision' }).dblclick();
  await page.getByText('«H100 in Frankfurt» is off the market').waitFor();
  await picture(page, 'fake-paused');
  expect(await page.getByRole('alert').count()).toBe(0);
}

/** Its owner reads why, with the evidence, and says that it is wrong. */
export async function appeal(page: Page, listingId: string): Promise<void> {
  await openAddress(page, `/earn/${listingId}`);
  await page.getByText('The listing says H100 80 GB', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Appeal', exact: true }).click();
  await page.getByLabel('What is wrong with it').fill('The card was in repair that day; it is an H100.');
  await page.getByRole('button', { name: 'Send appeal' }).click();
  await page.getByText('Appeal waits').waitFor();
  await picture(page, 'fake-appealed');
}

/** Another admin looks at it, and lets the decision stand. */
export async function refuseAppeal(page: Page): Promise<void> {
  await openAddress(page, '/admin/review');
  const card = page.getByRole('article', { name: 'Appeal' });
  await card.getByText('The card was in repair', { exact: false }).waitFor();
  await picture(page, 'fake-appeal');
  await card.getByRole('button', { name: 'Refuse' }).click();
  await page.getByRole('button', { name: 'Evidence stands', exact: true }).click();
  await page.getByRole('button', { name: 'Send decision' }).dblclick();
  await card.waitFor({ state: 'detached' });
  await openAddress(page, '/admin/audit');
  await page.getByText('Appeal refused').first().waitFor();
  await picture(page, 'fake-log');
}

/** `npm run audit-log -- --json` beside the world. */
export async function auditLogCommand(world: RunningWorld) {
  const { code, printed } = await commandBeside(world, ['scripts/audit-log.ts', '--json']);
  return { code, report: JSON.parse(printed) };
}

/** What only somebody can do who owns the database: another reason, under the guards that are switched off for a moment. */
export async function tamper(world: RunningWorld, listingId: string): Promise<void> {
  const client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  try {
    await client.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_immutable');
    const { rowCount } = await client.query(
      `UPDATE audit_entry SET code = 'price_odd' WHERE subject = $1 AND action = 'listing.pause'`,
      [`listing:${listingId}`],
    );
    expect(rowCount).toBeGreaterThan(0);
    await client.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_immutable');
  } finally {
    await client.end();
  }
}
