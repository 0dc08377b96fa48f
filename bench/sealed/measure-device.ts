import type { Browser } from 'playwright-core';
import { openBrowser } from '../../tests/support/chromium.ts';
import { type Figure, percentile } from '../money/figure.ts';
import { DEVICE_MUSTS } from '../report/musts.ts';
import { bundlePage, inFreshPage, type PageScript } from '../system/browser-page.ts';
import type { DeviceTimes } from './device-page.ts';
import { makeDeviceInput } from './make-device-input.ts';

/** What sealing and opening take in Chromium. */
export async function measureDevice(pages: number, rounds: number): Promise<Figure[]> {
  const script = await bundlePage(new URL('./device-page.ts', import.meta.url));
  const browser = await openBrowser();
  try {
    const times = await measurePages(browser, script, pages, rounds);
    const all = (of: (page: DeviceTimes) => readonly number[]) => times.flatMap(of);
    const { sealMs, openUs } = DEVICE_MUSTS;
    return [
      figure(
        'sealing 2 kB for 3 candidates',
        'ms',
        all((it) => it.sealMs),
        { atMost: sealMs },
      ),
      figure(
        'the same, first of a page',
        'ms',
        all((it) => [it.coldSealMs]),
        null,
      ),
      figure(
        'opening a frame of 64 bytes',
        'µs',
        all((it) => it.openUs),
        { atMost: openUs },
      ),
      figure(
        'the same by WebCrypto alone: its decryption, with nothing around it',
        'µs',
        all((it) => it.bareUs),
        null,
      ),
      figure(
        'a frame of a stream that brings 16 at a time',
        'µs',
        all((it) => it.streamUs),
        { atMost: openUs },
      ),
      figure(
        'the same by WebCrypto alone',
        'µs',
        all((it) => it.bareStreamUs),
        null,
      ),
    ];
  } finally {
    await browser.close();
  }
}

async function measurePages(
  browser: Browser,
  script: PageScript,
  pages: number,
  rounds: number,
): Promise<DeviceTimes[]> {
  const times: DeviceTimes[] = [];
  for (let at = 0; at <= pages; at++) {
    const input = JSON.stringify(makeDeviceInput(rounds));
    times.push(await inFreshPage(browser, script, (page) => page.evaluate<DeviceTimes>(`measureDevice(${input})`)));
  }
  // The first page has a browser that is still starting beside it.
  return times.slice(1);
}

function figure(what: string, unit: string, times: readonly number[], must: Figure['must']): Figure {
  const [least, p10, p90] = [0, 0.1, 0.9].map((share) => percentile(times, share).toFixed(2));
  const beside = `least ${least}, p10 ${p10}, p90 ${p90}, ${times.length} times`;
  return { what, value: percentile(times, 0.5), unit, digits: 2, must, beside };
}
