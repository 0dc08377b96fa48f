import os from 'node:os';
import { tableOfFigures } from '../money/figure.ts';
import { measureChromium } from './measure-chromium.ts';
import { measureSize } from './measure-size.ts';

/** Evidence of confidential machines, by itself: `npm run bench -- --only attestation`. */
export async function benchAttestation({ isQuick, isJson }: { isQuick: boolean; isJson: boolean }): Promise<void> {
  const figures = [...(await measureChromium(isQuick ? 5 : 20)), ...(await measureSize())];
  const load = os.loadavg().map((it) => it.toFixed(1));
  if (isJson) console.log(JSON.stringify({ date: new Date().toISOString(), figures, load }, null, 2));
  else console.log(`\n${tableOfFigures(figures)}\n\n${os.cpus().length} cores, load at the end ${load.join(' ')}.`);
}
