import os from 'node:os';
import { openBrowser } from '../../tests/support/chromium.ts';
import { readRecording } from '../../tests/visual/recording.ts';
import { type Figure, tableOfFigures } from '../money/figure.ts';
import { buildChat } from './build-chat.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureRoutes } from './routes.ts';
import { serve } from './serve.ts';
import { measureFrames, measureMemory } from './streaming.ts';

export const MINIAPP_PARTS = ['miniapp', 'first-load', 'frames', 'memory'] as const;
export type MiniappPart = (typeof MINIAPP_PARTS)[number];

/**
 * The Mini App on a phone: its first load by the profile of Lighthouse, changes of page, frames while an answer streams, and memory
 * after an hour of that. `npm run bench -- --only miniapp` is all of it.
 */
export async function benchMiniapp(part: MiniappPart, { isQuick, isJson }: { isQuick: boolean; isJson: boolean }) {
  const has = (name: MiniappPart) => part === 'miniapp' || part === name;
  const recording = readRecording();
  const [served, browser] = await Promise.all([serve(recording, await buildChat()), openBrowser()]);
  const place = [browser, served.url, recording.recordedAtMs] as const;
  const figures: Figure[] = [];
  try {
    if (has('first-load')) figures.push(...(await measureFirstLoad(...place, isQuick ? 2 : 5)));
    if (has('first-load')) figures.push(...(await measureRoutes(...place, isQuick ? 2 : 5)));
    if (has('frames')) figures.push(...(await measureFrames(...place, isQuick ? 5 : 15)));
    if (has('memory')) figures.push(...(await measureMemory(...place, isQuick ? 60_000 : undefined)));
  } finally {
    await browser.close();
    await served.close();
  }
  const load = os.loadavg().map((it) => it.toFixed(1));
  if (isJson) console.log(JSON.stringify({ date: new Date().toISOString(), figures, load }, null, 2));
  else console.log(`\n${tableOfFigures(figures)}\n\n${os.cpus().length} cores, load at the end ${load.join(' ')}.`);
}
