import type { Browser } from 'playwright-core';
import { type Figure, percentile } from '../money/figure.ts';
import { openPhone } from './phone.ts';

const TABS = ['/chat', '/wallet', '/build', '/earn', '/'];

/** Presses a tab, and says how long it took until its page was painted: no skeleton of a page, and a frame after it. */
const PRESS = `(href) => new Promise((resolve) => {
  const from = performance.now();
  const tab = document.querySelector('.tab[href="' + href + '"]');
  tab.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  tab.click();
  const look = () => {
    const isThere = location.pathname === href && document.querySelector('.tab[href="' + href + '"][aria-current]');
    if (!isThere || document.querySelector('main[aria-busy="true"]')) return requestAnimationFrame(look);
    requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => resolve(performance.now() - from); port2.postMessage(0); });
  };
  requestAnimationFrame(look);
})`;

/** From the press to the page, on the slow phone: the first time, with the network of a phone at home, and every other time. */
export async function measureRoutes(browser: Browser, url: string, nowMs: number, rounds: number): Promise<Figure[]> {
  const { context, page, cdp } = await openPhone(browser, nowMs, { isSlow: false });
  await page.goto(`${url}/#dev=developer.recorded`);
  await page.locator('.tab-bar').waitFor();
  await page.waitForTimeout(1_500);
  const round = async () => {
    const times: number[] = [];
    for (const href of TABS) {
      times.push(await page.evaluate<number>(`(${PRESS})(${JSON.stringify(href)})`));
      await page.waitForTimeout(400);
    }
    return times;
  };
  const first = await round();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const later: number[] = [];
  for (let at = 0; at < rounds; at += 1) later.push(...(await round()));
  await context.close();
  const all = (values: readonly number[]) => values.map((it) => it.toFixed(0)).join(', ');
  return [
    {
      ...{ what: 'route change, processor 4 times slower', value: percentile(later, 0.5), unit: 'ms', digits: 0 },
      ...{ must: { atMost: 100 }, beside: `p90 ${percentile(later, 0.9).toFixed(0)} ms, ${later.length} changes` },
    },
    {
      ...{ what: 'the same for the first time, processor as it is', value: Math.max(...first), unit: 'ms', digits: 0 },
      ...{ must: { atMost: 100 }, beside: `each: ${all(first)} ms` },
    },
  ];
}
