import os from 'node:os';
import { type Figure, tableOfFigures } from '../money/figure.ts';
import { measureMarketList } from './market-list.ts';
import { measureProbes } from './probes.ts';

/** What is measured of the market by itself: its list, and what its own questions take of machines. */
export const MARKET_PARTS = ['market', 'probes'] as const;
export type MarketPart = (typeof MARKET_PARTS)[number];

export async function benchMarket(part: MarketPart, isJson: boolean): Promise<void> {
  const figures: Figure[] = part === 'market' ? await measureMarketList() : await measureProbes();
  const load = os.loadavg().map((it) => it.toFixed(1));
  if (isJson) console.log(JSON.stringify({ date: new Date().toISOString(), figures, load }, null, 2));
  else
    console.log(
      `\n${tableOfFigures(figures)}\n\n${os.cpus().length} cores, Node ${process.version}, load at the end ${load.join(' ')}.`,
    );
}
