import type { ChainHead } from '../read-chain-head.ts';
import type { EndpointState } from './endpoint.ts';

/** Blocks come every 0.4 s, and an indexer is a few seconds behind them. */
export const MAX_LAG_SECONDS = 30;
/** Nobody's clock is right to the second; a block from further in the future than this is one of a wrong clock. */
const MAX_AHEAD_SECONDS = 60;

/**
 * Who is fresh, by the newest block of each (null: it did not answer). The measure is the newest block that is not from
 * the future, so that one wrong clock does not make all others look late. Where all are ahead of us, ours is the wrong
 * one (the local chain's clock can be put forward), and the newest is the measure.
 */
export function judgeHeads(heads: readonly (ChainHead | null)[], nowSeconds: number): EndpointState[] {
  const times = heads.flatMap((head) => (head ? [head.timeSeconds] : []));
  const possible = times.filter((time) => time <= nowSeconds + MAX_AHEAD_SECONDS);
  const newest = Math.max(...(possible.length > 0 ? possible : times));
  return heads.map((head) => {
    if (!head) return 'silent';
    if (head.timeSeconds < newest - MAX_LAG_SECONDS) return 'lagging';
    return possible.length > 0 && head.timeSeconds > nowSeconds + MAX_AHEAD_SECONDS ? 'ahead' : 'fresh';
  });
}
