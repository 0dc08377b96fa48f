import { setTimeout as wait } from 'node:timers/promises';
import { familyCpuMs } from '../system/proc.ts';
import { type Figure, percentile } from './figure.ts';
import { type MarketOfBuyers, openMarketOfBuyers } from './market-of-buyers.ts';
import { openRequests, type RequestsInBooks } from './requests-in-books.ts';

const BUYERS = 1_000;
const AT_ONCE = 1_024;
/** The load under which the hold is timed: half of what must be reached. */
const PACED_PER_SECOND = 1_500;
const WARM_MS = 4_000;
/** Requests of the paced load begin in bunches this far apart, as timers allow. */
const TICK_MS = 5;

/** Hold, settle and usage row: as many as go, then half of what must go, and how long the hold takes then. */
export async function measureLedger(windowMs: number): Promise<Figure[]> {
  const market = await openMarketOfBuyers(BUYERS);
  const requests = await openRequests(market);
  try {
    await saturate(market, requests, WARM_MS);
    const full = await saturate(market, requests, windowMs);
    const half = await pace(requests, PACED_PER_SECOND, windowMs);
    const cpuMs = full.ownMs + full.postgresMs;
    return [
      {
        ...{ what: 'hold + settle + usage row', value: full.perSecond, unit: 'requests/s', digits: 0 },
        must: { atLeast: 3_000 },
        beside: `processor time of one: ours ${full.ownMs.toFixed(3)} ms, Postgres ${full.postgresMs.toFixed(3)} ms; two whole cores would do ${(2_000 / cpuMs).toFixed(0)}/s`,
      },
      {
        ...{
          what: `hold at ${PACED_PER_SECOND} requests/s, p99`,
          value: percentile(half, 0.99),
          unit: 'ms',
          digits: 1,
        },
        must: { atMost: 15 },
        beside: `p50 ${percentile(half, 0.5).toFixed(1)} ms, ${half.length} holds`,
      },
    ];
  } finally {
    await requests.close();
    await market.close();
  }
}

interface Saturated {
  perSecond: number;
  /** Processor time of one request: of this process, and of Postgres. */
  ownMs: number;
  postgresMs: number;
}

async function saturate(market: MarketOfBuyers, requests: RequestsInBooks, windowMs: number): Promise<Saturated> {
  const startMs = performance.now();
  const [own, postgresMs] = [process.cpuUsage(), familyCpuMs(market.postgresPid)];
  let done = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() - startMs < windowMs) {
        await requests.one();
        done += 1;
      }
    }),
  );
  const used = process.cpuUsage(own);
  return {
    perSecond: (done * 1_000) / (performance.now() - startMs),
    ownMs: (used.user + used.system) / 1_000 / done,
    postgresMs: (familyCpuMs(market.postgresPid) - postgresMs) / done,
  };
}

/** Requests begin at this rate, whatever became of those before. @returns how long each hold took. */
async function pace(requests: RequestsInBooks, perSecond: number, windowMs: number): Promise<number[]> {
  const startMs = performance.now();
  const holds: Promise<number>[] = [];
  for (;;) {
    const elapsedMs = performance.now() - startMs;
    if (elapsedMs >= windowMs) return Promise.all(holds);
    while (holds.length < (elapsedMs * perSecond) / 1_000) holds.push(requests.one());
    await wait(TICK_MS);
  }
}
