import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { earn as earnEn } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { pair as en } from '../../apps/miniapp/src/i18n/en/pair.ts';
import { earn as earnRu } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import { pair as ru } from '../../apps/miniapp/src/i18n/ru/pair.ts';
import { type NodeCommand, nodeCommand } from '../../tests/support/node-command.ts';
import { startScriptedEngine } from '../../tests/support/scripted-engine.ts';
import type { DemoWorld } from '../world/demo.ts';
import { logIn } from '../world/market-client.ts';
import { downTheScreen } from './admin-screens.ts';
import { expiredScreens, machineScreens, type RunAgain } from './machine-screens.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';

const TEXTS = { en: { pair: en, earn: earnEn }, ru: { pair: ru, earn: earnRu } };
const MODEL = 'openai/gpt-oss-20b';
const NOBODYS_CODE = 'ABCD2345';
const BUSY_MS = 120_000;

/** What a look needs: its phone, how a machine asks to join, and where the world keeps its rows. */
interface Scene {
  phone: PicturePhone;
  look: Look;
  join(name: string): { home: string; command: NodeCommand };
  run: RunAgain;
  databaseUrl: string;
}

/**
 * Machines that ask to join by the built program, over an engine that speaks OpenAI's API: no such code, whose it is, not
 * mine, too late, confirmed, a second beside the first, a clock that is off, twins.
 */
export async function pairingScreens(
  phoneOf: PhoneOf,
  { dev, databaseUrl }: { dev: DemoWorld; databaseUrl: string },
  look: Look,
): Promise<void> {
  const engine = await startScriptedEngine(MODEL);
  const parts = ['--broker', dev.api, '--engine-url', engine.url];
  const joining: { home: string; command: NodeCommand }[] = [];
  const join = (name: string) => {
    const home = mkdtempSync(path.join(os.tmpdir(), `spindle-${name}-`));
    const command = nodeCommand(home, ['join', '--yes', ...parts]);
    joining.push({ home, command });
    return { home, command };
  };
  const run: RunAgain = (home, environment) => {
    const command = nodeCommand(home, ['run', ...parts], environment);
    joining.push({ home, command });
    return command;
  };
  await withdrawOfBefore(dev);
  const phone = await phoneOf('buyer', look);
  try {
    await codesAndMachines({ phone, look, join, run, databaseUrl });
  } finally {
    await phone.close();
    for (const { command } of joining) command.child.kill('SIGTERM');
    await Promise.all(joining.map(({ command }) => command.ended));
    for (const { home } of joining) rmSync(home, { recursive: true, force: true });
    await engine.close();
  }
}

/** What another look has joined: its machines are gone, and this one's would join them. */
async function withdrawOfBefore({ api, logins }: DemoWorld): Promise<void> {
  const person = await logIn(api, logins.buyer.split('#dev=buyer.')[1] ?? '', 'buyer');
  if (!(await person.auth.me.query()).roles.includes('provider')) return;
  for (const { listingId, state } of await person.earn.listings.query())
    if (state !== 'withdrawn') await person.earn.withdraw.mutate({ listingId });
}

async function codesAndMachines({ phone, look, join, run, databaseUrl }: Scene): Promise<void> {
  const { page, shot } = phone;
  const { pair } = TEXTS[look.locale];
  const strange = join('strange').command;
  await openAddress(page, '/pair');
  await shot('pair');
  await openAddress(page, `/pair/${NOBODYS_CODE}`);
  await page.getByRole('button', { name: pair.again, exact: true }).waitFor();
  await shot('pair-no-such-code');
  const strangeCode = await codeOf(strange);
  await openMachine(page, strangeCode, pair.notMine);
  await shot('pair-machine');
  await page.getByRole('button', { name: pair.notMine, exact: true }).click();
  await page.getByText(pair.refused, { exact: true }).waitFor();
  await shot('pair-refused');
  await openAddress(page, '/pair');
  await openAddress(page, `/pair/${strangeCode}`);
  await page.getByRole('button', { name: pair.again, exact: true }).waitFor();
  await shot('pair-answered');
  await expiredScreens(phone, look, { code: await codeOf(join('late').command), databaseUrl });
  const own = join('own');
  await confirm({ phone, look, command: own.command, name: 'pair-own' });
  await page.locator('.checklist').waitFor();
  await downTheScreen(phone, 'pair-listing');
  const second = join('second').command;
  await confirm({ phone, look, command: second, name: 'pair-second' });
  await machineScreens(phone, look, { own: own.command, second, home: own.home, run });
}

interface Confirming {
  phone: PicturePhone;
  look: Look;
  command: NodeCommand;
  name: string;
}

/** Says that a machine is theirs, and goes to its listing once it works. */
async function confirm({ phone, look, command, name }: Confirming): Promise<void> {
  const { page, shot } = phone;
  const { pair, earn } = TEXTS[look.locale];
  await openMachine(page, await codeOf(command), pair.notMine);
  await downTheScreen(phone, name);
  const region = page.getByLabel(earn.form.region, { exact: true });
  if (await region.isVisible()) await region.fill(look.locale === 'en' ? 'Riga' : 'Рига');
  await page.getByRole('button', { name: pair.confirm, exact: true }).click();
  await page.getByRole('button', { name: pair.toListing, exact: true }).waitFor();
  await shot(`${name}-joined`);
  await command.heard('ready', BUSY_MS);
  await page.getByRole('button', { name: pair.toListing, exact: true }).click();
}

const codeOf = async (command: NodeCommand): Promise<string> => String((await command.heard('pairing', BUSY_MS)).code);

async function openMachine(page: Page, code: string, button: string): Promise<void> {
  await openAddress(page, '/pair');
  await openAddress(page, `/pair/${code}`);
  await page.getByRole('button', { name: button, exact: true }).waitFor();
}
