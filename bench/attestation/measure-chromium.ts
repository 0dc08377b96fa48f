import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../tests/support/chromium.ts';
import { type Figure, percentile } from '../money/figure.ts';
import { makeInput } from './make-input.ts';
import type { PageTimes } from './page.ts';

const PAGE = fileURLToPath(new URL('./page.ts', import.meta.url));
/** WebCrypto is there for safe origins alone; nothing is asked of it. */
const ORIGIN = 'http://localhost/';
const WARM_CHECKS = 100;

/** What checking evidence takes in Chromium: in a page just opened, and after that. */
export async function measureChromium(pages: number): Promise<Figure[]> {
  const script = await bundlePage();
  const browser = await openBrowser();
  try {
    const [tdx, snp] = [
      await measurePages(browser, script, 'tdx', pages),
      await measurePages(browser, script, 'snp', pages),
    ];
    return [
      figure('TDX evidence, first check of a page', tdx.cold, { atMost: 20 }),
      figure('TDX evidence, another quote of a known machine', tdx.warm, { atMost: 4 }),
      figure('SEV-SNP evidence, first check of a page', snp.cold, null),
      figure('SEV-SNP evidence, another report of a known machine', snp.warm, null),
    ];
  } finally {
    await browser.close();
  }
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function measurePages(browser: Browser, script: string, platform: 'tdx' | 'snp', pages: number) {
  const input = JSON.stringify(await makeInput(platform, WARM_CHECKS + 1));
  const [cold, warm]: [number[], number[]] = [[], []];
  for (let at = 0; at < pages; at++) {
    const page = await browser.newPage();
    await page.route(ORIGIN, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: script });
    const times: PageTimes = await page.evaluate(`measure(${input})`);
    cold.push(times.coldMs);
    warm.push(...times.warmMs);
    await page.close();
  }
  return { cold, warm };
}

function figure(what: string, times: readonly number[], must: Figure['must']): Figure {
  const [p10, p90] = [percentile(times, 0.1).toFixed(1), percentile(times, 0.9).toFixed(1)];
  const beside = `p10 ${p10}, p90 ${p90}, ${times.length} checks`;
  return { what, value: percentile(times, 0.5), unit: 'ms', digits: 1, must, beside };
}
