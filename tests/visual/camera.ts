import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { PAGE_OF } from './broker.ts';
import { HEIGHTS, isForPeople, type Look, type Width } from './looks.ts';
import type { Recording, Who } from './recording.ts';
import { addressOf, type Screen } from './screens.ts';
import type { Stage } from './stage.ts';

/** A quarter of the dots of a plain screen: enough to see what moved, little to keep. */
const SCALE = isForPeople ? 1 : 0.5;
/** So many times in a row nothing was under way: then nothing will be. */
const QUIET_TIMES = 4;
const BETWEEN_LOOKS_MS = 10;
/** Longer pages are compared down to here. */
const MOST_HEIGHT = 1_600;

/** What each page waits for from the stage. */
const underWay = new WeakMap<Page, Set<Request>>();

export interface Camera {
  context: BrowserContext;
  page: Page;
  /** What the page said that it should not have. */
  complaints: string[];
}

/** A browser window in one look, at one moment, where nothing moves. */
export async function openWindow(browser: Browser, look: Look, nowMs: number): Promise<Camera> {
  const context = await browser.newContext({
    viewport: { width: 390, height: HEIGHTS[390] },
    deviceScaleFactor: SCALE,
    isMobile: true,
    hasTouch: true,
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    locale: look.locale,
    timezoneId: 'Europe/Riga',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.clock.setFixedTime(nowMs);
  await page.addInitScript(COUNT_TIMERS);
  return { context, page, complaints };
}

/** The same with this person's Mini App in it. */
export async function openCamera(browser: Browser, stage: Stage, who: Who, look: Look, nowMs: number): Promise<Camera> {
  const camera = await openWindow(browser, look, nowMs);
  await camera.context.setExtraHTTPHeaders({ [PAGE_OF]: who });
  await camera.page.goto(who === 'visitor' ? stage.url : `${stage.url}/#dev=${who}.recorded`);
  await camera.page.locator('main').first().waitFor();
  return camera;
}

/** Goes to the screen, and waits until all of it is there. */
export async function showScreen(page: Page, screen: Screen, recording: Recording): Promise<void> {
  await page.keyboard.press('Escape');
  const address = addressOf(screen, recording.ids);
  if (screen.otherwise) await openAnew(page, screen.who, address);
  else await page.evaluate(GO, address);
  await settle(page);
  if (!screen.act) return;
  await screen.act(page);
  await settle(page);
}

/**
 * Counts what the page will do by itself in an instant: React shows what waited behind a skeleton a third of a second later, and a
 * query tells its answer by a timer. What ticks at longer distances, such as a clock, is not waited for.
 */
const COUNT_TIMERS = `{
  const pending = new Set();
  const { setTimeout: start, clearTimeout: stop } = window;
  window.setTimeout = (work, delayMs = 0, ...rest) => {
    const id = start((...given) => { pending.delete(id); work(...given); }, delayMs, ...rest);
    if (delayMs <= 500) pending.add(id);
    return id;
  };
  window.clearTimeout = (id) => { pending.delete(id); stop(id); };
  window.pendingTimers = () => pending.size;
}`;

/** How many timers the page has once it has nothing else to do: a task in the background begins after all others. */
const timersWhenIdle = (page: Page): Promise<number> =>
  page.evaluate('scheduler.postTask(() => pendingTimers(), { priority: "background" })');

const GO = (to: string): void => {
  history.pushState(null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
};

/** Nothing that was asked before is known to the page. */
async function openAnew(page: Page, who: Who, address: string): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await page.goto(`${origin}${address}#dev=${who}.recorded`);
  await page.locator('main').first().waitFor();
}

/** Until nothing waits any more: no request, no timer, no work, no skeleton, no question asked again, no picture, no typeface, and two frames have been drawn. */
export async function settle(page: Page, { hasSkeletons = false } = {}): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TIMES; ) {
    await page.waitForTimeout(BETWEEN_LOOKS_MS);
    const isBusy = (await timersWhenIdle(page)) > 0 || underWay.get(page)?.size;
    quiet = isBusy ? 0 : quiet + 1;
  }
  const busy = 'main[aria-busy="true"], .notice[aria-busy="true"]';
  const waiting = hasSkeletons ? busy : `.skeleton, ${busy}`;
  await page.waitForFunction((what) => !document.querySelector(what), waiting, { polling: 30, timeout: 15_000 });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** The picture of what stands there now, at this width. */
export async function takePicture(page: Page, width: Width, mostHeight = MOST_HEIGHT): Promise<Buffer> {
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  // Where there is room, other parts come, and are fetched.
  await settle(page, { hasSkeletons: true });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  return page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, mostHeight) },
    animations: 'disabled',
    caret: 'hide',
  });
}
