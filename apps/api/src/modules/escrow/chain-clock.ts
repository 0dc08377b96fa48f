import type { ChainReader } from '@spindle/ton';
import type { Clock } from '../../platform/index.ts';

/** The chain's time as far as we know it: a contract's deadlines are in its time, not in ours. */
export interface ChainClock {
  nowMs(): number;
}

const FRESH_MS = 15_000;

/**
 * Our clock, put right by the difference to the chain's when it last answered. Asking never waits: a difference that is
 * no longer fresh is read again meanwhile, and only while somebody asks.
 */
export function createChainClock({
  reader,
  clock,
}: {
  reader: Pick<ChainReader, 'nowSeconds'>;
  clock: Clock;
}): ChainClock {
  let aheadMs = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    const answer = await reader.nowSeconds();
    if (answer.ok) aheadMs = answer.value * 1_000 - clock.nowMs();
  }

  return {
    nowMs: () => {
      const nowMs = clock.nowMs();
      if (nowMs - askedAtMs >= FRESH_MS) {
        askedAtMs = nowMs;
        void read();
      }
      return nowMs + aheadMs;
    },
  };
}
