import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { picture } from '../support/pictures.ts';
import { type Broker, OFFLINE, recordedBroker } from './broker.ts';
import { openWindow } from './camera.ts';
import { type Client, launchAddress, pretendClient, withBot } from './client.ts';
import { looks, nameOf } from './looks.ts';
import { readRecording } from './recording.ts';
import { openStage, type Stage } from './stage.ts';

const recording = readRecording();
const CALLS = '**/trpc/**';
const CLIENT: Client = { version: '9.1', platform: 'ios' };
/** What the broker of a test says instead of what was recorded. */
let instead: (who: string, route: string, said: Awaited<ReturnType<Broker>>) => unknown = (_, __, said) => said;
let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  const { broker } = recordedBroker(recording);
  const bent: Broker = async (who, route, input) => instead(who, route, await withBot(broker)(who, route, input));
  [browser, stage] = await Promise.all([openBrowser(), openStage(bent)]);
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

const faultOf = (code: string, facts: object = {}) => ({
  error: { json: { message: code, code: -32603, data: { code: 'X', fault: { code, facts } } } },
});

const go = (page: Page, address: string) =>
  page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);

const TEXTS = {
  en: { silent: 'The market does not answer', missing: 'This screen did not arrive', slow: 'The connection is slow' },
  ru: { silent: 'Рынок не отвечает', missing: 'Экран не загрузился', slow: 'Медленное соединение' },
};

describe.each(looks.map(({ look }) => look))('$scheme $locale', (look) => {
  const texts = TEXTS[look.locale];
  const shot = (page: Page, name: string) => picture(page, `${name}-${nameOf(look)}`);
  let context: BrowserContext;
  let page: Page;

  /** Opens the app as one of the recorded people; what a test bends is as it was before. */
  async function open(path: string, hash = '#dev=developer.recorded') {
    await context?.close();
    ({ context, page } = await openWindow(browser, look, recording.recordedAtMs));
    instead = (_, __, said) => said;
    return async () => {
      await page.goto(stage.url + path + hash);
      await page.locator('main').first().waitFor();
    };
  }

  afterAll(() => context?.close());

  it('a market that is silent from the start: says so, and goes on by itself', async () => {
    const start = await open('/wallet');
    await page.route(CALLS, (route) => route.abort());
    await start();
    await page.getByRole('heading', { name: texts.silent }).waitFor();
    await shot(page, 'silent-at-start');
    await page.unroute(CALLS);
    await page.getByRole('heading', { name: texts.silent }).waitFor({ state: 'detached' });
  });

  it('a market that falls silent: what, since when, what to do; what stands there stays, and comes anew', async () => {
    await (await open('/'))();
    await page.locator('.bell').waitFor();
    await page.route(CALLS, (route) => route.abort());
    await go(page, '/wallet');
    await page.getByRole('status').filter({ hasText: texts.silent }).waitFor();
    await shot(page, 'silent-later');
    await page.unroute(CALLS);
    await page.locator('.balance').waitFor();
    await page.locator('.connection').waitFor({ state: 'detached' });
  });

  it('one question without an answer: its notice stays while it is asked again, and nothing else is said', async () => {
    const start = await open('/wallet');
    instead = (_, route, said) => (route === 'wallet.overview' ? OFFLINE : said);
    await start();
    const notice = page.locator('.notice--bad').first();
    await notice.getByRole('button').click();
    await page.locator('.notice[aria-busy="true"]').first().waitFor();
    await shot(page, 'asked-again');
    expect(await page.locator('.skeleton, .connection').count()).toBe(0);
    instead = (_, __, said) => said;
    await notice.getByRole('button').click();
    await page.locator('.balance').waitFor();
  });

  it('a slow market: says that it waits, until it answers', async () => {
    await (await open('/'))();
    await page.locator('.bell').waitFor();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(CALLS, (route) => held.then(() => route.continue()));
    const waiting = page.waitForRequest(/trpc.*usage/);
    await go(page, '/build?part=usage');
    await waiting;
    await page.clock.setFixedTime(recording.recordedAtMs + 8_000);
    await page.getByRole('status').filter({ hasText: texts.slow }).waitFor();
    await shot(page, 'slow');
    answer();
    await page.locator('.connection').waitFor({ state: 'detached' });
  });

  it('a market of another version: offers to open the page again', async () => {
    await (await open('/'))();
    await page.locator('.bell').waitFor();
    instead = (_, route, said) => (route === 'wallet.overview' ? faultOf('not_found', { what: 'route' }) : said);
    await go(page, '/wallet');
    await page.locator('.connection button').waitFor();
    await shot(page, 'unlike');
  });

  it('a newer page at the market: says so', async () => {
    const start = await open('/');
    await start();
    await page.locator('.bell').waitFor();
    const html = '<html><script type="module" src="/assets/later.js"></script></html>';
    await page.route(`${stage.url}/`, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
    instead = (_, route, said) => (route === 'wallet.overview' ? faultOf('not_found', { what: 'route' }) : said);
    await go(page, '/wallet');
    await page
      .getByRole('status')
      .filter({ hasText: look.locale === 'en' ? 'newer Spindle' : 'новая версия' })
      .waitFor();
    await shot(page, 'renewed');
  });

  it('a screen that can’t be fetched: the rest goes on, and there is a way out', async () => {
    await (await open('/'))();
    await page.locator('.bell').waitFor();
    await page.route(/assets\/.*\.(js|css)$/, (route) => route.abort());
    await go(page, '/disputes/new?job=x');
    await page.getByRole('heading', { name: texts.missing }).waitFor();
    await shot(page, 'screen-missing');
    await page.locator('.tab-bar').waitFor();
  });

  it('opened from a shared message: Telegram does not say who came', async () => {
    const start = await open('/', '#tgWebAppVersion=9.1&tgWebAppPlatform=ios');
    await pretendClient(page, CLIENT);
    await start();
    await page.getByRole('heading', { name: /did not say who|не сказал, кто/ }).waitFor();
    await shot(page, 'unnamed');
  });

  it('a login that is stale: why, and the way in', async () => {
    const theme = look.scheme === 'dark' ? { bg_color: '#17212b', text_color: '#f5f5f5' } : { bg_color: '#ffffff' };
    const words = { language: look.locale, tgWebAppThemeParams: JSON.stringify(theme) };
    const start = await open('/', launchAddress(CLIENT, words));
    await pretendClient(page, CLIENT);
    instead = (_, route, said) => (route === 'auth.telegram' ? faultOf('init_data_stale') : said);
    await start();
    await page.getByText(/older than an hour|больше часа/).waitFor();
    await page.getByRole('button', { name: /Open in Telegram|Открыть в Telegram/ }).waitFor();
    await shot(page, 'stale');
  });

  it('names that are made to hurt: no screen scrolls sideways', async () => {
    const start = await open('/');
    instead = (_, route, said) => (route.startsWith('market.') ? hostile(said) : said);
    await start();
    const model = recording.ids.model ?? '';
    const listing = recording.ids.listing ?? '';
    for (const address of ['/', `/model?id=${encodeURIComponent(model)}`, `/listings/${listing}`]) {
      await go(page, address);
      await page.locator('main h1').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('.skeleton'));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await page.evaluate(outsiders)).toEqual([]);
      await shot(page, `hostile-names-${address.split(/[/?]/)[1] || 'market'}`);
    }
  });
});

/** Titles and facts whose words run out of their place. */
const outsiders = (): string[] =>
  [...document.querySelectorAll('main :is(h1, h2, h3, dd)')]
    .filter(
      (element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow === 'visible',
    )
    .map((element) => `${element.tagName}: ${element.textContent}`);

/** Every name of an answer made long, without a place to break it, and turned around. */
function hostile(said: unknown): unknown {
  const names = new Set(['title', 'name', 'providerName', 'region']);
  return JSON.parse(JSON.stringify(said), (key, value) =>
    names.has(key) && typeof value === 'string'
      ? `\u202e${value.replaceAll(' ', '_').repeat(6)}\u200b`.slice(0, 80)
      : value,
  );
}

describe('another account on the same phone', () => {
  it('sees nothing of the one before: neither session nor conversation', async () => {
    const look = { scheme: 'light', locale: 'en' } as const;
    const { context, page } = await openWindow(browser, look, recording.recordedAtMs);
    const tokens: string[] = [];
    page.on('request', (request) => tokens.push(request.headers().authorization ?? ''));
    instead = (_, __, said) => said;
    const SECRET = 'a question that is nobody else’s';
    await page.goto(`${stage.url}/chat#dev=developer.recorded`);
    await page.locator('textarea').fill(SECRET);
    await page.waitForTimeout(1_500);
    expect(await storedWords(page)).not.toContain(SECRET);
    tokens.length = 0;
    await page.goto('about:blank');
    await page.goto(`${stage.url}/chat#dev=buyer.recorded`);
    await page.locator('textarea').waitFor();
    await page.waitForTimeout(500);
    expect(await page.locator('textarea').inputValue()).toBe('');
    expect(await page.content()).not.toContain(SECRET);
    expect(tokens.join(' ')).not.toContain('developer');
    await page.goto('about:blank');
    await page.goto(`${stage.url}/chat#dev=developer.recorded`);
    await page.waitForFunction((text) => document.querySelector('textarea')?.value === text, SECRET);
    await context.close();
  });
});

/** All that this browser keeps for the page, as text. */
const storedWords = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const words = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of opened.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const request = opened.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        const plain = (_: string, value: unknown) =>
          value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value as never) : value;
        words.push(JSON.stringify(all, plain));
      }
      opened.close();
    }
    return words.join('\n');
  });
