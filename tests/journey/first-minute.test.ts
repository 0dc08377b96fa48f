import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_MODEL } from '../../scripts/world/demo.ts';
import { until } from '../../scripts/world/http.ts';
import { isServed } from '../../scripts/world/market-client.ts';
import { openBrowser, openPhone } from '../support/chromium.ts';
import { picture } from '../support/pictures.ts';
import {
  DARK_THEME,
  LIGHT_THEME,
  launchAddress,
  pressMain,
  pretendTelegram,
  type TelegramLaunch,
} from '../support/telegram-launch.ts';
import { type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

/** A person who comes by a link and has no coin: what they see, ask and keep. */
const BOT_TOKEN = `7000000001:${'AAEs-journey-'.repeat(3)}`;
const ROOT = path.resolve(import.meta.dirname, '../..');
const ANSWER_MS = 60_000;

let world: RunningWorld;
let machine: ChildProcess;
let browser: Browser;
let url: string;

/** A market with a bot has no demo: it is furnished without one first, and its machine started beside it. */
beforeAll(async () => {
  const [opened, furnished] = await Promise.all([openBrowser(), startWorld()]);
  browser = opened;
  await furnished.stop();
  const { dataDir, ports } = furnished;
  world = await startWorld({ dataDir, ports, env: { TELEGRAM_BOT_TOKEN: BOT_TOKEN, SPINDLE_ENV: 'dev' } });
  url = `http://127.0.0.1:${ports.api}`;
  machine = startMachine(dataDir);
  if (!(await until(() => isServed(url, DEMO_MODEL), ANSWER_MS))) throw new Error('nobody sells');
});
afterAll(async () => {
  machine?.kill('SIGTERM');
  await browser?.close();
  await world?.stop();
  if (world) removeWorld(world.dataDir);
});

function startMachine(dataDir: string): ChildProcess {
  const model = path.join(ROOT, 'packages/devnet/model/spindle-guide.gguf');
  const engine = ['--engine', 'llama', '--model', DEMO_MODEL, '--model-file', model];
  const program = path.join(ROOT, 'apps/node/dist/main.js');
  return spawn(process.execPath, [program, 'run', '--broker', url, ...engine], {
    env: { ...process.env, SPINDLE_NODE_HOME: path.join(dataDir, 'node') },
    stdio: 'ignore',
  });
}

/** A phone whose page believes that it runs inside Telegram, opened by a launch. */
async function opened(launch: Omit<TelegramLaunch, 'botToken'>): Promise<Page> {
  const { page } = await openPhone(browser, { allowed: [new URL(url).host] });
  await pretendTelegram(page);
  await page.goto(launchAddress(url, { botToken: BOT_TOKEN, ...launch }));
  return page;
}

it.each([
  {
    ...{ userId: 1001, language: 'en', theme: LIGHT_THEME, look: 'en-light' },
    ...{ title: /Ask an AI/, free: 'Free', over: 'That was your free question' },
  },
  {
    ...{ userId: 1002, language: 'ru', theme: DARK_THEME, look: 'ru-dark' },
    ...{ title: /Спросите/, free: 'Бесплатно', over: 'Это был ваш бесплатный вопрос' },
  },
])('$look: says what it is, answers a first question free, and leads to a deposit', async (person) => {
  const page = await opened(person);
  await page.getByRole('heading', { name: person.title }).waitFor();
  const field = page.getByRole('textbox');
  await field.waitFor();
  await picture(page, `start-${person.look}`);
  await field.fill('What is a spindle?');
  await pressMain(page);
  await page.getByText(person.free, { exact: true }).waitFor({ timeout: ANSWER_MS });
  await page.getByText(person.over).waitFor();
  await picture(page, `start-answered-${person.look}`);

  // The conversation is there when the app is opened again, and what it says is not in the clear.
  await page.reload();
  await page.goto(`${url}/chat`);
  await page.getByText('What is a spindle?').first().waitFor();
  await picture(page, `chat-kept-${person.look}`);
  await page.getByRole('button', { name: /Conversations|Беседы/ }).click();
  await page.getByRole('dialog').getByText('What is a spindle?').waitFor();
  await picture(page, `chat-list-${person.look}`);
  const stored = await page.evaluate(
    'JSON.stringify(Object.entries(localStorage).concat(Object.entries(sessionStorage)))',
  );
  expect(stored).not.toContain('spindle?');
});

it('leads where a link points', async () => {
  const startParam = `model_${Buffer.from('spindle/guide').toString('base64url')}`;
  const page = await opened({ userId: 1003, language: 'en', theme: LIGHT_THEME, startParam });
  await page.waitForURL(/\/model\?id=spindle%2Fguide/);
  await page.getByRole('heading', { level: 1 }).waitFor();
});
