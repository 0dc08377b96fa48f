import type { Browser, Request } from 'playwright-core';
import { accessFaults, LIGHTHOUSE_RULES } from '../../tests/visual/check-access.ts';
import { type Figure, percentile } from '../money/figure.ts';
import { LAUNCH, openPhone, TELEGRAM } from './phone.ts';
import { type LoadTimes, performanceScore } from './score.ts';

/** The page is whole and interactive when so long nothing changed and no task was long. */
const QUIET_MS = 2_500;

/** Notes what is painted, what moves, which tasks are long and when the page changed last; what stands in its head, nobody sees. */
const OBSERVE = `{
  const seen = { firstPaint: 0, largestPaint: 0, layoutShift: 0, wholePaint: 0, tasks: [] };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') seen.firstPaint = entry.startTime; });
  watch('largest-contentful-paint', (entry) => { seen.largestPaint = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.layoutShift += entry.value; });
  watch('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));
  const isSeen = ({ target }) => !document.head?.contains(target);
  new MutationObserver((changes) => { if (changes.some(isSeen)) seen.wholePaint = performance.now(); }).observe(document, { subtree: true, childList: true });
  window.seen = seen;
}`;

const QUIET_SINCE =
  'performance.now() - Math.max(seen.wholePaint, ...seen.tasks.map((it) => it.startTime + it.duration))';

interface Seen extends Omit<LoadTimes, 'blocked'> {
  tasks: { startTime: number; duration: number }[];
}

export interface Load extends LoadTimes {
  interactive: number;
  accessFaults: string[];
}

/** One first load, in a browser that never was here. */
export async function loadOnce(browser: Browser, url: string, nowMs: number, isSlow = true): Promise<Load> {
  const { context, page } = await openPhone(browser, nowMs, { isSlow });
  await page.addInitScript(TELEGRAM);
  await page.addInitScript(OBSERVE);
  const open = new Set<Request>();
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  await page.goto(`${url}/#${LAUNCH}`, { waitUntil: 'commit' });
  await page.locator('.offer, .card').first().waitFor();
  // What is fetched ahead takes the processor too.
  while (open.size > 0 || (await page.evaluate<number>(QUIET_SINCE)) < QUIET_MS) await page.waitForTimeout(250);
  const { tasks, ...seen } = await page.evaluate<Seen>('seen');
  const ends = tasks.map(({ startTime, duration }) => startTime + duration);
  const interactive = Math.max(seen.firstPaint, ...ends);
  const late = tasks.filter(({ startTime }) => startTime >= seen.firstPaint);
  const blocked = late.reduce((sum, { duration }) => sum + duration - 50, 0);
  const faults = await accessFaults(page, LIGHTHOUSE_RULES);
  await context.close();
  return { ...seen, blocked, interactive, accessFaults: faults };
}

export async function measureFirstLoad(browser: Browser, url: string, nowMs: number, times: number): Promise<Figure[]> {
  const loads: Load[] = [];
  for (let at = 0; at <= times; at += 1) loads.push(await loadOnce(browser, url, nowMs));
  // The first has a browser that is still starting beside it.
  loads.shift();
  const figure = (what: string, of: (load: Load) => number, unit: string, must: Figure['must'], digits = 0): Figure => {
    const values = loads.map(of);
    const spread = [0, 1].map((part) => percentile(values, part).toFixed(digits)).join(' to ');
    return { what, value: percentile(values, 0.5), unit, digits, must, beside: `${spread}, ${times} loads` };
  };
  const faults = [...new Set(loads.flatMap((load) => load.accessFaults))];
  return [
    figure('first paint', (it) => it.firstPaint, 'ms', { atMost: 1_500 }),
    figure('interactive', (it) => it.interactive, 'ms', { atMost: 2_500 }),
    figure('largest paint', (it) => it.largestPaint, 'ms', null),
    figure('all of it stands there', (it) => it.wholePaint, 'ms', null),
    figure('blocked', (it) => it.blocked, 'ms', null),
    figure('layout shift', (it) => it.layoutShift, '', { atMost: 0.02 }, 3),
    figure('performance', performanceScore, '', { atLeast: 95 }),
    {
      ...{ what: 'accessibility', value: faults.length === 0 ? 100 : 0, unit: '', digits: 0, must: { atLeast: 100 } },
      beside: faults.length === 0 ? 'no rule of axe fails' : faults.join('; '),
    },
  ];
}
