import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createChainReader } from '@spindle/ton';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditCommand } from '../support/audit-command.ts';
import { openBrowser, openPhone, type Phone } from '../support/chromium.ts';
import { startProvider } from '../support/engine-provider.ts';
import { startHearingEngine } from '../support/hearing-engine.ts';
import { PLUG_IN_MICROPHONE } from '../support/microphone.ts';
import { picture } from '../support/pictures.ts';
import { watchRelay } from '../support/relayed.ts';
import { type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

/** The whole main job, by hand, in a phone's browser, against the market as `npm start` runs it. */
const MODEL_FILE = 'packages/devnet/model/spindle-guide.gguf';
const LISTING = 'Night rig';

let world: RunningWorld;
let browser: Browser;
let node: ChildProcess | null = null;
let nodeHome: string;
const phones: Phone[] = [];

beforeAll(async () => {
  nodeHome = mkdtempSync(path.join(os.tmpdir(), 'spindle-journey-node-'));
  browser = await openBrowser();
  world = await startWorld();
});

afterAll(async () => {
  node?.kill('SIGTERM');
  await browser?.close();
  await world?.stop();
  if (world) removeWorld(world.dataDir);
  rmSync(nodeHome, { recursive: true, force: true });
});

/** A phone of its own for one person, logged in. */
async function phoneOf(who: 'buyer' | 'provider' | 'admin'): Promise<Page> {
  const allowed = [world.dev.api, world.dev.chain].map((url) => new URL(url).host);
  const phone = await openPhone(browser, { allowed });
  phones.push(phone);
  phone.page.on('pageerror', (error) => {
    throw error;
  });
  await phone.page.goto(world.dev.logins[who]);
  return phone.page;
}

const openTab = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const approveInWallet = (page: Page) =>
  page.frameLocator('iframe[title="Spindle dev wallet"]').getByRole('button', { name: 'Approve' });

it('provider lists → admin approves → machine joins → buyer deposits → asks → the answer streams → receipt → everyone’s books agree', async () => {
  const provider = await phoneOf('provider');
  await openTab(provider, 'Earn');
  await provider.getByText('List hardware').first().click();
  await provider.getByLabel('Name', { exact: true }).fill(LISTING);
  await provider.getByLabel('Hardware', { exact: true }).selectOption({ label: 'CPU only' });
  await provider.getByLabel('Region').fill('Lapland');
  await provider.getByLabel('Model', { exact: true }).selectOption({ label: 'Spindle Guide' });
  await provider.getByLabel('Input', { exact: true }).fill('0.04');
  await provider.getByLabel('Output', { exact: true }).fill('0.10');
  await picture(provider, 'earn-form');
  await press(provider, 'Send for review');
  await provider.getByText('In review').first().waitFor();
  await picture(provider, 'earn-in-review');

  const admin = await phoneOf('admin');
  await openTab(admin, 'Admin');
  await admin.getByRole('link', { name: /^Review/ }).click();
  await admin.getByText(LISTING).first().waitFor();
  await picture(admin, 'admin-queue');
  await press(admin, 'Approve');
  await admin.getByText(/is on the market/).waitFor();

  await press(provider, 'Get join command');
  const command =
    (await provider
      .getByText(/spindle-node join/)
      .first()
      .textContent()) ?? '';
  await picture(provider, 'earn-join');
  node = runAsTheCommandSays(command);
  await provider.getByText('Ready, waiting for requests').first().waitFor({ timeout: 60_000 });
  await picture(provider, 'earn-ready');

  const buyer = await phoneOf('buyer');
  await buyer.getByText('Spindle Guide').first().waitFor();
  await picture(buyer, 'market');
  await openTab(buyer, 'Wallet');
  await press(buyer, 'Connect wallet');
  await approveInWallet(buyer).waitFor();
  await picture(buyer, 'wallet-connect');
  await approveInWallet(buyer).click();
  await press(buyer, /^Deposit/);
  await buyer
    .getByRole('radio', { name: /0\.5/ })
    .first()
    .click()
    .catch(() => undefined);
  await picture(buyer, 'wallet-deposit');
  await buyer.getByRole('button', { name: /^Deposit 0\.5/ }).click();
  await approveInWallet(buyer).waitFor();
  await picture(buyer, 'wallet-approve');
  await approveInWallet(buyer).click();
  await buyer.getByText('0.5 TON is in your escrow', { exact: false }).waitFor({ timeout: 60_000 });
  await picture(buyer, 'wallet-deposited');
  await press(buyer, 'Done');
  await picture(buyer, 'wallet');

  await openTab(buyer, 'Chat');
  await buyer.getByLabel('Message').fill('Tell me everything about Spindle');
  await press(buyer, 'Send');
  await buyer.getByRole('button', { name: 'Stop' }).waitFor();
  await picture(buyer, 'chat-streaming');
  const receipt = buyer.getByRole('button', { name: /Receipt/ });
  await receipt.waitFor({ timeout: 60_000 });
  await picture(buyer, 'chat-answer');
  await receipt.click();
  await buyer.getByText('Verified on this device').waitFor();
  await buyer.getByRole('dialog').getByText(LISTING).first().waitFor();
  await picture(buyer, 'chat-receipt');
  await buyer.keyboard.press('Escape');

  await askPrivately(buyer);
  await showInDispute(buyer, admin);
  await booksAgree();

  await openTab(provider, 'Earn');
  await provider.getByText('Earned').first().waitFor();
  await provider.getByText(LISTING).first().waitFor();
  await picture(provider, 'earn');
  expect(phones.flatMap(({ outside, violations }) => [...outside, ...violations])).toEqual([]);
});

it('speaks a question where a model that listens is offered', async () => {
  const model = 'google/gemma-4-E4B-it';
  const engine = await startHearingEngine(model);
  const listening = await startProvider(world, model, engine.url, 2, 400_000n, ['--abilities', 'chat,audio']);
  const buyer = phones.at(-1)?.page as Page;
  try {
    await buyer.reload();
    await openTab(buyer, 'Chat');
    await picture(buyer, 'chat-can-speak');
    await buyer.evaluate(PLUG_IN_MICROPHONE);
    await press(buyer, 'Speak');
    await buyer.getByText('The microphone is closed to this app', { exact: false }).waitFor();
    await picture(buyer, 'chat-voice-refused');
    await press(buyer, 'Try again');
    await buyer.getByText(/^[2-9] of 60/).waitFor();
    await picture(buyer, 'chat-voice');
    await press(buyer, 'Write it down');
    await expect
      .poll(() => buyer.getByLabel('Message').inputValue(), { timeout: 30_000 })
      .toMatch(/^A tone of [2-9] s\.$/);
    expect(engine.heard).toHaveLength(1);
    await buyer.getByText(/^This conversation: /).waitFor();
    await picture(buyer, 'chat-spoken');
    expect(await auditCommand(world)).toMatchObject({ code: 0 });
  } finally {
    await listening.stop();
    await engine.close();
  }
});

/** In private mode nobody on the way can tell from sizes what is said: every frame is alike, and so are most questions. */
async function askPrivately(buyer: Page): Promise<void> {
  await buyer.getByRole('button', { name: /Change/ }).click();
  await buyer.getByRole('radio', { name: 'Short' }).click();
  await buyer.getByText('A stronger seal').click();
  await buyer.getByRole('radiogroup', { name: 'Private mode' }).getByRole('radio', { name: 'On' }).click();
  await picture(buyer, 'chat-private-choice');
  await press(buyer, 'Done');
  const relayed = watchRelay(buyer);
  await buyer.getByLabel('Message').fill('Who can read my prompt?');
  await press(buyer, 'Send');
  const { bodyBytes, frameBytes } = await relayed;
  expect(bodyBytes).toBe(4_096);
  expect(frameBytes.length % 8).toBe(0);
  expect(new Set(frameBytes)).toEqual(new Set([512]));
  await buyer
    .getByRole('button', { name: /Receipt/ })
    .nth(1)
    .waitFor();
  await picture(buyer, 'chat-private');
}

/** The buyer shows what was said; the admin's device holds it against what the machine signed; the buyer takes it back. */
async function showInDispute(buyer: Page, admin: Page): Promise<void> {
  await buyer
    .getByRole('button', { name: /Receipt/ })
    .nth(1)
    .click();
  await buyer.getByText('Something is wrong with it').click();
  await buyer.getByRole('radio', { name: 'Show admins' }).click();
  await picture(buyer, 'dispute-show');
  await press(buyer, 'Send');
  await buyer.getByText('Nobody has looked yet.', { exact: false }).waitFor();

  await openTab(admin, 'Admin');
  await admin.getByRole('link', { name: /^Disputes/ }).click();
  await press(admin, 'Evidence');
  await press(admin, 'Read question and answer');
  const shown = admin.getByRole('dialog');
  await shown.getByText('Matches what the machine signed').nth(1).waitFor();
  await shown.getByText('Who can read my prompt?').waitFor();
  await picture(admin, 'dispute-shown');

  await press(buyer, 'Take it back');
  await buyer.getByText('You show admins what was said').waitFor({ state: 'detached' });
}

/** Does what the join command tells the GPU owner, with the engine that this test brings. */
function runAsTheCommandSays(command: string): ChildProcess {
  const words = command.trim().split(/\s+/);
  const args = words.slice(words.findIndex((word) => word.endsWith('spindle-node')) + 1);
  const engine = ['--engine', 'llama', '--model-file', MODEL_FILE];
  return spawn(process.execPath, ['apps/node/dist/main.js', ...args, ...engine], {
    env: { ...process.env, SPINDLE_NODE_HOME: nodeHome },
    stdio: 'ignore',
  });
}

/** What the buyer paid is what provider and market got; what was deposited stands on chain; nothing is held. */
async function booksAgree(): Promise<void> {
  const database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
  const { rows: usage } = await database.query<{ cost: string; fee: string; provider: string; account: string }>(
    `SELECT u.cost_nano AS cost, u.fee_nano AS fee, l.title AS provider, u.account_id AS account
     FROM usage u JOIN listing l ON l.id = u.listing_id WHERE l.title = $1`,
    [LISTING],
  );
  expect(usage).toHaveLength(2);
  const cost = usage.reduce((sum, row) => sum + BigInt(row.cost), 0n);
  expect(cost).toBeGreaterThan(0n);
  const { rows: balances } = await database.query<{ kind: string; total: string }>(
    `SELECT kind, sum(balance_nano) AS total FROM ledger_account GROUP BY kind`,
  );
  const of = (kind: string) => BigInt(balances.find((row) => row.kind === kind)?.total ?? 0);
  expect(of('held')).toBe(0n);
  expect(of('earned') + of('fees')).toBe(cost);
  // The market's own coins lie in its wallet.
  expect(of('deposited') + of('earned') + of('fees') + of('treasury') + of('chain')).toBe(0n);

  const { rows: channels } = await database.query<{ address: string; deposited: string }>(
    `SELECT address, deposited_nano AS deposited FROM channel WHERE state = 'open'`,
  );
  expect(channels).toHaveLength(2); // the demo developer's and the buyer's
  const reader = createChainReader({ baseUrl: world.dev.chain });
  for (const { address, deposited } of channels) {
    const onChain = await reader.getChannel(address);
    expect(onChain).toMatchObject({
      ok: true,
      value: { status: 'open', depositedNano: BigInt(deposited), claimedNano: 0n },
    });
  }
  await database.end();
  const audited = await auditCommand(world);
  expect(audited.report?.findings).toEqual([]);
  expect(audited).toMatchObject({ code: 0, report: { isClean: true } });
  expect(audited.report?.looked.receipts).toBeGreaterThan(0);
}
