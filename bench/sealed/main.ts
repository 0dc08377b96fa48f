import os from 'node:os';
import { measureChromium } from '../attestation/measure-chromium.ts';
import { measureSize } from '../attestation/measure-size.ts';
import { type Figure, tableOfFigures } from '../money/figure.ts';
import { measureDevice } from './measure-device.ts';
import { type DoorPlan, measureDoor } from './measure-door.ts';

export const SEALED_PARTS = ['sealed', 'attestation', 'device', 'door'] as const;
export type SealedPart = (typeof SEALED_PARTS)[number];

/** Under two minutes on a quiet machine, the market's start in it. */
const FULL: DoorPlan = { rounds: 3, streams: 60, warmMs: 500, windowMs: 3_000, pairs: 12 };
const QUICK: DoorPlan = { rounds: 2, streams: 40, warmMs: 500, windowMs: 2_000, pairs: 8 };

/**
 * Sealing, whole: what a device takes in Chromium (`attestation`: its evidence and its size, `device`: seal and open), and
 * what the broker takes for it (`door`). `npm run bench -- --only sealed` is all of it.
 */
export async function benchSealed(
  part: SealedPart,
  { isQuick, isJson }: { isQuick: boolean; isJson: boolean },
): Promise<void> {
  const has = (name: SealedPart) => part === 'sealed' || part === name;
  const figures: Figure[] = [];
  const stops: (() => Promise<void>)[] = [];
  const pages = isQuick ? 5 : 20;
  try {
    if (has('attestation')) figures.push(...(await measureChromium(pages)), ...(await measureSize()));
    if (has('device')) figures.push(...(await measureDevice(pages, isQuick ? 20 : 50)));
    if (has('door')) figures.push(...(await measureDoor(isQuick ? QUICK : FULL, stops, (line) => console.error(line))));
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
  const load = os.loadavg().map((it) => it.toFixed(1));
  if (isJson) console.log(JSON.stringify({ date: new Date().toISOString(), figures, load }, null, 2));
  else console.log(`\n${tableOfFigures(figures)}\n\n${os.cpus().length} cores, load at the end ${load.join(' ')}.`);
}
