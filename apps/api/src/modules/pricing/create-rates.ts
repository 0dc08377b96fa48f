import { fail, ok, type Result } from '@spindle/shared';
import type { Clock, ModuleLog } from '../../platform/index.ts';
import { bybitRate } from './bybit-rate.ts';
import { chooseRate, MAX_AGE_MS, type Rate } from './choose-rate.ts';
import { coingeckoRate } from './coingecko-rate.ts';
import { okxRate } from './okx-rate.ts';
import { type FetchJson, fetchJson, type RateReading, type RateSource } from './rate-source.ts';
import { tonapiRate } from './tonapi-rate.ts';

export interface Rates {
  /** The rate to quote by, from memory. Refusal: `rate_stale`, rather than a guess. */
  current(): Result<Rate, 'rate_stale'>;
  /** Asks the sources. Clockwork calls it; no request ever waits for it. */
  refresh(): Promise<void>;
}

export interface RatesDeps {
  clock: Clock;
  log: Pick<ModuleLog, 'warn'>;
  /** A rate that never changes, for the local world. */
  fixedMicroUsdPerCoin: bigint | null;
  sources?: RateSource[];
}

export function createRates(deps: RatesDeps): Rates {
  const { clock, fixedMicroUsdPerCoin: fixed } = deps;
  if (fixed !== null) {
    return {
      current: () => ok({ microUsdPerCoin: fixed, atMs: clock.nowMs(), sources: ['fixed'] }),
      refresh: async () => {},
    };
  }
  const sources = deps.sources ?? defaultSources(fetchJson);
  let last: Rate | null = null;
  return {
    current: () => (last && clock.nowMs() - last.atMs <= MAX_AGE_MS ? ok(last) : fail('rate_stale')),
    refresh: async () => {
      const readings = await readAll(sources, deps);
      const chosen = chooseRate(readings, last, clock.nowMs());
      if (chosen) last = chosen;
      else deps.log.warn({ readings: readings.map(shown) }, 'no rate can be believed just now');
    },
  };
}

/** On the chain's own exchanges, an average over many, and two single ones: no two of them depend on each other. */
export const defaultSources = (fetch: FetchJson): RateSource[] => [
  tonapiRate(fetch),
  coingeckoRate(fetch),
  okxRate(fetch),
  bybitRate(fetch),
];

/** A source that fails is left out: the others, or the last rate while it is fresh, go on. */
async function readAll(sources: readonly RateSource[], { clock, log }: RatesDeps): Promise<RateReading[]> {
  const answers = await Promise.allSettled(sources.map((source) => source.read(clock.nowMs())));
  return answers.flatMap((answer, at) => {
    if (answer.status === 'fulfilled') return [answer.value];
    log.warn({ source: sources[at]?.name, why: wordsOf(answer.reason) }, 'a rate source failed');
    return [];
  });
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 200) : 'unknown');
const shown = ({ source, microUsdPerCoin, atMs }: RateReading) => ({
  source,
  usd: Number(microUsdPerCoin) / 1e6,
  atMs,
});
