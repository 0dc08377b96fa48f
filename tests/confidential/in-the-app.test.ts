import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Candidate, QuoteSchema } from '@spindle/shared';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketClient } from '../../scripts/world/market-client.ts';
import { openBrowser, openPhone, type Phone } from '../support/chromium.ts';
import { buildBelievingApp } from '../support/confidential/believing-app.ts';
import { type ConfidentialWorld, openConfidentialWorld } from '../support/confidential/confidential-world.ts';
import type { MachineProcess } from '../support/confidential/machine-process.ts';
import { useProductionApp } from '../support/confidential/production-app.ts';
import { MODEL, seedDeposit } from '../support/confidential/seed-market.ts';
import { lastAnswer, watchAnswers } from '../support/confidential/watch-answers.ts';
import { type SeenQuestions, watchQuestions } from '../support/confidential/watch-questions.ts';
import { picture, takesPictures } from '../support/pictures.ts';
import { PLAIN_ANSWER, type ScriptedEngine, startScriptedEngine } from '../support/scripted-engine.ts';

/*
 * A person asks a confidential machine in the Mini App: a real broker, `spindle-node` as it is built in a process of its
 * own, which asks dstack's agent for its quotes, and a browser. Only the maker of the processor is made up, and believed.
 */

const SECRET = 'of-this-test-and-no-other';
const TEXTS = {
  en: { message: 'Message', send: 'Send', receipt: /Receipt/, live: 'Verify live', again: 'Verify once more' },
  ru: {
    message: 'Сообщение',
    send: 'Отправить',
    receipt: /Квитанция/,
    live: 'Проверить сейчас',
    again: 'Проверить ещё раз',
  },
};
type Language = keyof typeof TEXTS;

let world: ConfidentialWorld;
let browser: Browser;
let engine: ScriptedEngine;
let machine: MachineProcess;
let app: string;
const origin = () => `http://127.0.0.1:${world.port}`;

beforeAll(async () => {
  browser = await openBrowser();
  engine = await startScriptedEngine(MODEL);
  world = await openConfidentialWorld({
    firstName: 'Anna',
    environment: async ({ intel }) => {
      app = await buildBelievingApp(intel.rootHash);
      return { SPINDLE_DEV_LOGIN_SECRET: SECRET, MINIAPP_DIR: app };
    },
  });
  machine = await world.machineProcess({ outputMicroUsd: 2_000_000n, engineUrl: engine.url });
  await world.machine({ outputMicroUsd: 500_000n, isConfidential: false, script: { words: ['No.'], marker: '?' } });
  await world.areReady({ confidential: 1, community: 1 });
  const { me } = await marketClient(origin()).auth.dev.mutate({ secret: SECRET, as: 'buyer' });
  await seedDeposit(world.db, me.accountId);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await engine?.close();
  if (app) rmSync(app, { recursive: true, force: true });
});

interface Buyer extends Phone {
  seen: SeenQuestions;
  language: Language;
}

/** The buyer's phone, come from the machine's listing, with «at least» left as it is: any. */
async function buyerAt(
  options: { scheme?: 'light' | 'dark'; locale?: Language; isProduction?: boolean } = {},
): Promise<Buyer> {
  const phone = await openPhone(browser, { ...options, allowed: [new URL(origin()).host] });
  await watchAnswers(phone.context);
  if (options.isProduction) await useProductionApp(phone.context);
  const seen = watchQuestions(phone.page);
  await phone.page.goto(`${origin()}/#dev=buyer.${SECRET}`);
  await phone.page.getByRole('link', { name: /^(Chat|Чат)$/ }).waitFor();
  await phone.page.goto(`${origin()}/chat?model=${MODEL}&listing=${machine.listingId}`);
  return { ...phone, seen, language: options.locale ?? 'en' };
}

async function ask({ page, language }: Buyer, question: string): Promise<void> {
  await page.getByLabel(TEXTS[language].message, { exact: true }).fill(question);
  await page.getByRole('button', { name: TEXTS[language].send, exact: true }).click();
}

const receipts = ({ page, language }: Buyer) => page.getByRole('button', { name: TEXTS[language].receipt });

/** Asks, and waits for the answer's end. @param number of answers before. */
async function askWhole(buyer: Buyer, question: string, before = 0): Promise<void> {
  await ask(buyer, question);
  await receipts(buyer).nth(before).waitFor();
}

/** Turns one of the stronger seals on. */
async function turnOn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /Change/ }).click();
  const isOn = page.getByRole('radiogroup', { name }).getByRole('radio', { name: 'On' });
  if (!(await isOn.isVisible())) await page.getByText('A stronger seal').click();
  await isOn.click();
}

/** The machine's own words of itself that the device sealed to. */
async function candidateOf(): Promise<Candidate> {
  const token = { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ model: MODEL, maxInputTokens: 9, maxOutputTokens: 9, tier: 'confidential' });
  const asked = await fetch(`${origin()}/relay/quote`, { method: 'POST', headers: token, body });
  const { quote } = await asked.json();
  const [candidate] = QuoteSchema.parse(JSON.parse(quote.text)).candidates;
  if (!candidate) throw new Error('the market quotes nobody');
  return candidate;
}

const bundleOf = async ({ evidenceHash }: Candidate) => (await fetch(`${origin()}/v1/evidence/${evidenceHash}`)).text();

describe('a person who came from a confidential listing', () => {
  it('asks for no less, though «at least» says any; sees what their device found; and asks the machine again', async () => {
    const buyer = await buyerAt();
    const { page, seen } = buyer;
    await page.getByText('Only this device and the attested machine').waitFor();
    await askWhole(buyer, 'Hello?');
    await page.getByText(PLAIN_ANSWER).waitFor();
    expect(seen.quotes).toMatchObject([{ tier: 'confidential', listingId: machine.listingId }]);
    expect(seen.relayed[0]?.wraps).toMatchObject([{ nodeId: machine.nodeId, enc: expect.stringMatching(/^.{64}$/) }]);
    expect(seen.relayed[0]?.wraps[0]).not.toHaveProperty('suite');

    await receipts(buyer).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Verified on this device').waitFor();
    for (const words of ['A test machine', 'Intel TDX enclave', 'spindle-node 0.1.0', 'Genuine, and it fits']) {
      await sheet.getByText(words, { exact: true }).first().waitFor({ state: 'attached' });
    }
    await sheet.getByText('Sealed by').waitFor();
    await sheet.getByText('X25519', { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'Verify live' }).click();
    await sheet.getByRole('button', { name: 'Verify once more' }).waitFor();
    expect([buyer.outside, buyer.violations]).toEqual([[], []]);
    await buyer.context.close();
  });
});

describe('the post-quantum suite', () => {
  it('seals to a key that the machine’s quote vouches for, and to the usual one when it is off again', async () => {
    const buyer = await buyerAt();
    const { page, seen } = buyer;
    await turnOn(page, 'Against quantum computers');
    await page.getByText('Costs: 2.3 kB', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await askWhole(buyer, 'Hello?');
    expect(seen.quotes).toMatchObject([{ needs: ['post_quantum'] }]);
    const [wrap] = seen.relayed[0]?.wraps ?? [];
    expect(wrap).toMatchObject({ nodeId: machine.nodeId, suite: 'mlkem768-x25519' });
    expect(wrap?.enc).toHaveLength(2 * 1_120);

    const candidate = await candidateOf();
    const manifest = JSON.parse(candidate.manifest);
    expect(manifest.sealKeyPostQuantum).toHaveLength(2 * 1_216);
    expect(JSON.parse(await bundleOf(candidate)).manifest).toBe(candidate.manifest);

    await receipts(buyer).click();
    await page.getByRole('dialog').getByText('ML-KEM-768 + X25519').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Change/ }).click();
    const group = page.getByRole('radiogroup', { name: 'Against quantum computers' });
    await group.getByRole('radio', { name: 'Off' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await askWhole(buyer, 'Hello again?', 1);
    expect(seen.relayed[1]?.wraps[0]).not.toHaveProperty('suite');
    await buyer.context.close();
  });
});

/** Of the node's private pace (docs/adr/0046). */
const TICK_MS = 250;

describe('private mode in a browser', () => {
  it('puts the same on the wire for words of any length, none before its tick, and says what it costs', async () => {
    const buyer = await buyerAt();
    const { page, seen } = buyer;
    await turnOn(page, 'Private mode');
    await page.getByText('Costs: 2 kB of traffic a second', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await askWhole(buyer, 'say 24 words of 2 letters');
    const short = await lastAnswer(page);
    await askWhole(buyer, 'say 24 words of 60 letters, please, and let it take as much room as it will', 1);
    const long = await lastAnswer(page);

    const sizes = short.map(({ bytes }) => bytes);
    // Twenty times the text.
    expect(long.map(({ bytes }) => bytes)).toEqual(sizes);
    expect(new Set(sizes.slice(1)).size).toBe(1);
    expect(sizes.length % 8).toBe(0);
    expect(seen.relayed.map(({ body }) => body.length)).toEqual([4_096 + 16, 4_096 + 16]);
    // A timer may be a moment early, never a tick.
    for (const { frames, early } of [short, long].map((frames) => ({ frames, early: earlyFrames(frames) }))) {
      expect({ early, frames }).toMatchObject({ early: [] });
    }
    await buyer.context.close();
  });
});

/** Frames that came before their tick, counted from when the question was sent. */
const earlyFrames = (frames: { atMs: number }[]) =>
  frames.filter(({ atMs }, at) => atMs < at * (TICK_MS - 5)).map(({ atMs }, at) => ({ at, atMs }));

describe('what is built for production', () => {
  it('Mini App: it seals nothing to this machine, though the market believes it, and says why', async () => {
    const buyer = await buyerAt({ isProduction: true });
    await ask(buyer, 'Hello?');
    await buyer.page.getByText('did not accept what the machine proves itself with', { exact: false }).waitFor();
    await picture(buyer.page, 'production-refuses');
    expect(buyer.seen.quotes).toMatchObject([{ tier: 'confidential' }]);
    expect(buyer.seen.relayed).toEqual([]);
    await buyer.context.close();
  });

  it('auditor’s command: it refuses what this machine shows', async () => {
    const file = path.join(app, 'bundle.json');
    writeFileSync(file, await bundleOf(await candidateOf()));
    const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(process.execPath, ['apps/verify/bin/spindle-verify.mjs', 'evidence', file], (error, stdout) =>
        resolve({ code: error?.code ?? 0, said: stdout }),
      );
    });
    expect([code, said]).toEqual([1, expect.stringContaining('certificate_extension_unknown')]);
  });
});

/** The last checks come in one after the other. */
const ALL_CHECKS_MS = 2_500;

describe.runIf(takesPictures)('pictures of the seal', () => {
  it.each([
    ['light', 'en'],
    ['dark', 'en'],
    ['light', 'ru'],
    ['dark', 'ru'],
  ] as const)('%s, %s', async (scheme, locale) => {
    const buyer = await buyerAt({ scheme, locale });
    const { page } = buyer;
    await askWhole(buyer, 'Hello?');
    await receipts(buyer).click();
    const sheet = page.getByRole('dialog');
    const texts = TEXTS[locale];
    const look = `${scheme}-${locale}`;
    /** With this text in the middle. */
    const at = async (number: number, text: string | RegExp) => {
      await sheet
        .getByText(text)
        .first()
        .evaluate((part) => part.scrollIntoView({ block: 'center' }));
      await picture(page, `seal-${look}-${number}`);
    };
    await sheet.getByRole('button', { name: texts.live }).waitFor();
    await page.waitForTimeout(ALL_CHECKS_MS);
    await picture(page, `seal-${look}-1`);
    await at(2, /^(Remembered until|Помним до)/);
    await sheet.getByRole('button', { name: texts.live }).click();
    await sheet.getByRole('button', { name: texts.again }).waitFor();
    await at(3, texts.again);
    await sheet.getByText(/^(All|Все проверки)/).click();
    await page.waitForTimeout(ALL_CHECKS_MS);
    await at(4, /^(The processor’s certificates lead|Сертификаты процессора ведут)/);
    await at(5, /^(It was made for this question|Сделано для этого вопроса)/);
    await buyer.context.close();

    const refused = await buyerAt({ scheme, locale, isProduction: true });
    await ask(refused, 'Hello?');
    await refused.page.getByText(/^(Code|Код)$/).click();
    await picture(refused.page, `refused-${look}`);
    await refused.context.close();
  });
});
