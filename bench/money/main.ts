import os from 'node:os';
import { measureChain } from './chain.ts';
import { measureClaims } from './claims.ts';
import { type Figure, tableOfFigures } from './figure.ts';
import { measureLedger } from './ledger.ts';
import { measureVouchers } from './vouchers.ts';

/** What of the money can be measured by itself: `npm run bench -- --only ledger`. `money` is all of it. */
export const MONEY_PARTS = ['money', 'ledger', 'vouchers', 'claims', 'chain'] as const;
export type MoneyPart = (typeof MONEY_PARTS)[number];

const FULL_MS = 20_000;
const QUICK_MS = 5_000;

export async function benchMoney(
  part: MoneyPart,
  { isQuick, isJson }: { isQuick: boolean; isJson: boolean },
): Promise<void> {
  const measures: [MoneyPart, () => Promise<Figure[]> | Figure[]][] = [
    ['ledger', () => measureLedger(isQuick ? QUICK_MS : FULL_MS)],
    ['vouchers', measureVouchers],
    ['claims', measureClaims],
    ['chain', measureChain],
  ];
  const figures: Figure[] = [];
  for (const [name, measure] of measures) if (part === 'money' || part === name) figures.push(...(await measure()));
  const load = os.loadavg().map((it) => it.toFixed(1));
  if (isJson) console.log(JSON.stringify({ date: new Date().toISOString(), figures, load }, null, 2));
  else
    console.log(
      `\n${tableOfFigures(figures)}\n\n${os.cpus().length} cores, Node ${process.version}, load at the end ${load.join(' ')}.`,
    );
}
