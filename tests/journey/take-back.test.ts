import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startDevnet } from '@spindle/devnet';
import { unwrap } from '@spindle/shared';
import { createChainReader } from '@spindle/ton';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOfLink } from '../../apps/leave/src/testing/body-of-link.ts';
import { openBrowser, type PhoneOptions } from '../support/chromium.ts';
import { picture } from '../support/pictures.ts';
import {
  approve,
  button,
  buyersPhone,
  deposit,
  everyLook,
  giveUp,
  openSheet,
  openTab,
} from '../support/take-back/buyers-phone.ts';
import { devWalletOf } from '../support/take-back/dev-wallet.ts';
import { channels, withOtherPayer } from '../support/take-back/escrows.ts';
import { leave } from '../support/take-back/leave-command.ts';
import { local } from '../support/take-back/local-chain.ts';
import { freePorts, type RunningWorld, removeWorld, startWorld, worldFolder } from '../support/world.ts';

/** A buyer leaves with everything: by hand in the Mini App, and with every server of the market switched off. */
const DAY_SECONDS = 86_400;
const COIN = 10n ** 9n;
/** After this long the wallet's page has asked again. */
const REFRESHED_MS = 6_000;

let world: RunningWorld;
let browser: Browser;
let isStopped = false;
let dataDir: string;

beforeAll(async () => {
  dataDir = worldFolder('spindle-take-back-');
  browser = await openBrowser();
  world = await startWorld({ dataDir, ports: await freePorts() });
});

afterAll(async () => {
  await browser?.close();
  if (!isStopped) await world?.stop();
  removeWorld(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

const newPhone = (look: Omit<PhoneOptions, 'allowed'> = {}) => buyersPhone(browser, world, look);
/** A picture of each scheme and language, when somebody wants to see them. */
const look = (name: string, prepare?: (page: Page) => Promise<void>) => everyLook(newPhone, name, prepare);

it('deposit → spend → take back → change one’s mind → wait → bring it home → the refund stands among the movements', async () => {
  const page = await newPhone();
  await openTab(page, 'Wallet');
  await button(page, 'Connect wallet').click();
  await approve(page);
  await deposit(page);
  await openTab(page, 'Chat');
  await page.getByLabel('Message').fill('What is Spindle?');
  await button(page, 'Send').click();
  await button(page, /Receipt/).waitFor({ timeout: 60_000 });

  await openTab(page, 'Wallet');
  await look('wallet-open', (phone) => phone.getByText(/Take it back|Забрать деньги/).scrollIntoViewIfNeeded());
  await look('take-back-sheet', openSheet);
  await look('take-back-sheet-end', async (phone) => {
    await openSheet(phone);
    await button(phone, /Copy the way out|Скопировать путь/).scrollIntoViewIfNeeded();
  });
  await openSheet(page);
  await page.getByRole('dialog', { name: 'Take your money back' }).waitFor();
  await button(page, 'Copy the way out').waitFor();
  await page.getByText('Without us', { exact: true }).click();
  await page.getByText('After 1 day', { exact: true }).waitFor();
  await button(page, 'Ask for it back').click();
  await approve(page);
  await page.getByRole('timer').waitFor({ timeout: 60_000 });
  expect(await button(page, 'Bring it home').isDisabled()).toBe(true);

  await button(page, 'Keep the escrow open after all').click();
  await approve(page);
  await button(page, /Take it back/).waitFor({ timeout: 60_000 });

  await button(page, /Take it back/).click();
  await page.getByText('Without us', { exact: true }).click();
  await button(page, 'Ask for it back').click();
  await approve(page);
  // It survives the app: what is closed and opened again shows the same.
  await page.getByRole('timer').waitFor({ timeout: 60_000 });
  await page.goto('about:blank');
  await page.goto(world.dev.logins.buyer);
  await openTab(page, 'Wallet');
  await page.getByRole('timer').waitFor();
  expect(await page.getByRole('timer').textContent()).toMatch(/^23:5\d:\d\d$/);
  await look('closing', (phone) =>
    button(phone, /after all|Всё же/)
      .first()
      .scrollIntoViewIfNeeded(),
  );
  await look('closing-end', (phone) => button(phone, /Copy the way out|Скопировать путь/).scrollIntoViewIfNeeded());

  await local(world.dev.chain, 'advance', { seconds: DAY_SECONDS });
  await page.getByText('The wait is over', { exact: false }).waitFor({ timeout: 60_000 });
  await look('closing-ready');
  await button(page, 'Bring it home').click();
  await approve(page);
  await page.getByText('Your escrow is closed').waitFor({ timeout: 60_000 });
  await page.getByText('Back in your wallet').waitFor({ timeout: 60_000 });
  await look('closed', (phone) => phone.getByText(/Back in your wallet|Вернулось в кошелёк/).scrollIntoViewIfNeeded());

  const [channel] = await channels(world, 'closed');
  expect(
    unwrap(await createChainReader({ baseUrl: world.dev.chain }).getChannel(channel?.address ?? '')),
  ).toMatchObject({
    status: 'closed',
    depositedNano: COIN / 2n,
  });
  // What the market had claimed for the answer, if that was worth a message, and the rest came home.
  expect(BigInt(channel?.refunded ?? 0) + BigInt(channel?.claimed ?? 0)).toBe(COIN / 2n);
  await deposit(page); // A new escrow, for the day on which nobody answers.
});

it('strict mode: each answer is signed for when it is asked; everything comes back at once; a statement has it all', async () => {
  const page = await newPhone();
  await openTab(page, 'Wallet');
  await button(page, 'Rules').click();
  await page.getByRole('radio', { name: 'Strict mode' }).click();
  await button(page, 'Switch strict mode on').click();
  await page.getByText('You can spend, answer by answer').waitFor();
  await deposit(page); // This device has no key, so it opens another escrow; nothing is signed ahead.
  const [fresh] = await channels(world, 'open');
  expect(fresh).toMatchObject({ deposited: String(COIN / 2n), signed: '0' });

  await openTab(page, 'Chat');
  await page.getByLabel('Message').fill('What is Spindle?');
  await page.getByText('Signs for up to', { exact: false }).waitFor();
  await button(page, 'Send').click();
  await button(page, /Receipt/).waitFor({ timeout: 60_000 });
  const [used] = await channels(world, 'open');
  expect(BigInt(used?.spent ?? 0)).toBeGreaterThan(0n);
  expect(BigInt(used?.signed ?? 0)).toBeLessThan(COIN / 1_000n);

  await openTab(page, 'Wallet');
  await openSheet(page);
  await look('take-back-now', openSheet);
  await button(page, /^Take 0\.\d+ TON back now/).click();
  const home = async () => {
    const [closed] = (await channels(world, 'closed')).filter(({ address }) => address === used?.address);
    return closed && BigInt(closed.refunded ?? 0) + BigInt(closed.claimed);
  };
  await expect.poll(home, { timeout: 60_000 }).toBe(COIN / 2n);

  await button(page, 'Statement').click();
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download CSV').click()]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  for (const kind of ['deposit', 'spend', 'claim', 'refund']) {
    expect(lines.some((line) => line.includes(`,${kind},final,`))).toBe(true);
  }
});

it('a wallet that declines, is another one, or says sent and sent nothing: each is told, survives the app, and goes on', async () => {
  const page = await newPhone();
  await openTab(page, 'Wallet');
  await openSheet(page);
  await button(page, 'Ask for it back').click();
  await approve(page, 'Decline');
  await page.getByText('You declined in your wallet', { exact: false }).waitFor();
  await picture(page, 'take-back-declined');

  await withOtherPayer(world, async () => {
    await giveUp(page);
    await page.waitForTimeout(REFRESHED_MS);
    await openSheet(page);
    await button(page, 'Ask for it back').click();
    await page.getByText('Only the wallet that made this deposit', { exact: false }).waitFor();
    await button(page, 'Connect that wallet').waitFor();
    await picture(page, 'take-back-other-wallet');
  });
  await giveUp(page);
  await page.waitForTimeout(REFRESHED_MS);

  await local(world.dev.chain, 'switches', { loseExternals: 1 });
  await openSheet(page);
  await button(page, 'Ask for it back').click();
  await approve(page);
  await page.getByText('Your wallet has sent it', { exact: false }).waitFor();
  await local(world.dev.chain, 'switches', { loseExternals: 0 });
  await page.evaluate(() => {
    const sent = JSON.parse(localStorage.getItem('spindle_leave') ?? '{}');
    localStorage.setItem('spindle_leave', JSON.stringify({ ...sent, sentAtMs: sent.sentAtMs - 120_000 }));
  });
  await page.goto('about:blank');
  await page.goto(world.dev.logins.buyer);
  await openTab(page, 'Wallet');
  await page.getByText('Your escrow is asked to close', { exact: false }).waitFor();
  await button(page, 'Details').click();
  await page.getByText('The network does not show it').waitFor();
  await picture(page, 'take-back-overdue');
  await button(page, 'Try again').click();
  await approve(page);
  await page.getByRole('timer').waitFor({ timeout: 60_000 });

  await local(world.dev.chain, 'switches', { isDown: true });
  await page.getByText('this may be old', { exact: false }).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('timer').isVisible()).toBe(true);
  await picture(page, 'closing-unknown');
  await local(world.dev.chain, 'switches', { isDown: false });
  await button(page, 'Keep the escrow open after all').click();
  await approve(page);
  await button(page, /Take it back/).waitFor({ timeout: 60_000 });
});

it('every server of the market is off, and the command brings the deposit home all the same', async () => {
  const [escrow] = (await channels(world, 'open')).filter(({ deposited }) => deposited === String(COIN / 2n));
  await world.stop();
  isStopped = true;
  const chainDir = path.join(dataDir, 'chain');
  const devnet = await startDevnet({ dataDir: chainDir });
  try {
    const payer = await devWalletOf(escrow?.payer ?? '', chainDir, devnet.url, () => devnet.chain.now());
    const send = async (step: string) => {
      const link = (await leave(step, escrow?.address ?? '', devnet.url)).ton ?? '';
      const { to, valueNano, body } = bodyOfLink(link);
      unwrap(await payer.send([{ to, valueNano, body }]));
    };
    const before = unwrap(await createChainReader({ baseUrl: devnet.url }).getBalance(payer.address));
    await send('request');
    expect(await leave('status', escrow?.address ?? '', devnet.url)).toMatchObject({ status: 'closing', next: 'wait' });
    await local(devnet.url, 'advance', { seconds: DAY_SECONDS });
    await send('finish');
    expect(await leave('status', escrow?.address ?? '', devnet.url)).toMatchObject({ status: 'closed' });
    const after = unwrap(await createChainReader({ baseUrl: devnet.url }).getBalance(payer.address));
    expect(after - before).toBeGreaterThan(COIN / 2n);
  } finally {
    await devnet.stop();
  }
});
