import { readFileSync } from 'node:fs';
import type { Figure } from './figure.ts';

const SNAPSHOT = new URL('../../packages/ton/src/highload/cost.snapshot.txt', import.meta.url);

/** What the TVM charges for claims in one batch, all messages together: the figures that a test of packages/ton keeps. */
export function measureClaims(): Figure[] {
  const lines = readFileSync(SNAPSHOT, 'utf8').trim().split('\n');
  const eachOf = (name: string): number => {
    const each = lines.find((line) => line.startsWith(`${name} `))?.match(/([\d.]+) each$/)?.[1];
    if (each === undefined) throw new Error(`the snapshot has no line «${name}»`);
    return Number(each);
  };
  const alone = eachOf('1 at prices of 2026');
  return [
    {
      ...{ what: 'a claim in a batch of 100', value: eachOf('100 at prices of 2026'), unit: 'TON', digits: 6 },
      ...{ must: { atMost: 0.0011 }, beside: `alone ${alone} TON; fees of all its messages, at the prices of 2026` },
    },
  ];
}
