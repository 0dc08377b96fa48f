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
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PhoneOf } from './phone.ts';

const TEXTS = { en: { pair: en, earn: earnEn }, ru: { pair: ru, earn: earnRu } };
const MODEL = 'openai/gpt-oss-20b';
const NOBODYS_CODE = 'ABCD2345';
const BUSY_MS = 120_000;

/**
 * Machines that ask to join by the built program, over an engine that speaks OpenAI's API: no such code, whose it is, not
 * mine, too late, confirmed, and at last beside those that joined in earlier looks.
 */
export async function pairingScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const engine = await startScriptedEngine(MODEL);
  const homes = ['strange', 'own'].map((name) => mkdtempSync(path.join(os.tmpdir(), `spindle-${name}-`)));
  const [strange, own] = homes.map((home) =>
    nodeCommand(home, ['join', '--yes', '--broker', dev.api, '--engine-url', engine.url]),
  );
  try {
    if (strange && own) await codesAndMachines(phoneOf, look, strange, own);
  } finally {
    for (const command of [strange, own]) command?.child.kill('SIGTERM');
    await Promise.all([strange?.ended, own?.ended]);
    for (const home of homes) rmSync(home, { recursive: true, force: true });
    await engine.close();
  }
}

async function codesAndMachines(phoneOf: PhoneOf, look: Look, strange: NodeCommand, own: NodeCommand): Promise<void> {
  const phone = await phoneOf('buyer', look);
  const { page, shot } = phone;
  const { pair } = TEXTS[look.locale];
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
  await openMachine(page, await codeOf(own), pair.notMine);
  await downTheScreen(phone, 'pair-own');
  const region = page.getByLabel(TEXTS[look.locale].earn.form.region, { exact: true });
  if (await region.isVisible()) await region.fill(look.locale === 'en' ? 'Riga' : 'Рига');
  await page.getByRole('button', { name: pair.confirm, exact: true }).click();
  await page.getByRole('button', { name: pair.toListing, exact: true }).waitFor();
  await shot('pair-joined');
  await own.heard('ready', BUSY_MS);
  await page.getByRole('button', { name: pair.toListing, exact: true }).click();
  await page.locator('.checklist').waitFor();
  await downTheScreen(phone, 'pair-listing');
  await phone.close();
}

const codeOf = async (command: NodeCommand): Promise<string> => String((await command.heard('pairing', BUSY_MS)).code);

async function openMachine(page: Page, code: string, button: string): Promise<void> {
  await openAddress(page, '/pair');
  await openAddress(page, `/pair/${code}`);
  await page.getByRole('button', { name: button, exact: true }).waitFor();
}
