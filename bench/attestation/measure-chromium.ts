import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../tests/support/chromium.ts';
import { type Figure, percentile } from '../money/figure.ts';
import { DEVICE_MUSTS } from '../report/musts.ts';
import { bundlePage, inFreshPage, type PageScript } from '../system/browser-page.ts';
import { makeInput } from './make-input.ts';
import type { PageTimes } from './page.ts';

const WARM_CHECKS = 100;

/** What checking evidence takes in Chromium: in a page just opened, and after that. */
export async function measureChromium(pages: number): Promise<Figure[]> {
  const script = await bundlePage(new URL('./page.ts', import.meta.url));
  const browser = await openBrowser();
  try {
    const [tdx, snp] = [
      await measurePages(browser, script, 'tdx', pages),
      await measurePages(browser, script, 'snp', pages),
    ];
    const { tdxColdMs, tdxWarmMs } = DEVICE_MUSTS;
    return [
      figure('TDX evidence, first check of a page', tdx.cold, { atMost: tdxColdMs }),
      figure('loading the verifier before it, of the page’s own thread', tdx.load, null),
      figure('TDX evidence, another quote of a known machine', tdx.warm, { atMost: tdxWarmMs }),
      figure('SEV-SNP evidence, first check of a page', snp.cold, null),
      figure('SEV-SNP evidence, another report of a known machine', snp.warm, null),
    ];
  } finally {
    await browser.close();
  }
}

async function measurePages(browser: Browser, script: PageScript, platform: 'tdx' | 'snp', pages: number) {
  const input = JSON.stringify(await makeInput(platform, WARM_CHECKS + 1));
  const [load, cold, warm]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at <= pages; at++) {
    const times = await inFreshPage(browser, script, (page) => measurePage(page, input));
    // The first page has a browser that is still starting beside it.
    if (at === 0) continue;
    load.push(times.loadMs);
    cold.push(times.coldMs);
    warm.push(...times.warmMs);
  }
  return { load, cold, warm };
}

/** What loading takes of the page's own thread; the rest of it happens beside, and takes as long as the network does. */
async function measurePage(page: Page, input: string): Promise<PageTimes & { loadMs: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await busyMs();
  await page.evaluate('load()');
  const loadMs = (await busyMs()) - before;
  return { loadMs, ...(await page.evaluate<PageTimes>(`measure(${input})`)) };
}

function figure(what: string, times: readonly number[], must: Figure['must']): Figure {
  const [p10, p90] = [percentile(times, 0.1).toFixed(1), percentile(times, 0.9).toFixed(1)];
  const beside = `p10 ${p10}, p90 ${p90}, ${times.length} checks`;
  return { what, value: percentile(times, 0.5), unit: 'ms', digits: 1, must, beside };
}
