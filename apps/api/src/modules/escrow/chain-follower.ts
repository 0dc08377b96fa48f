import type { ChainReader } from '@spindle/ton';
import type { Clock, ModuleLog } from '../../platform/index.ts';
import { type ApplyDeps, applyTransactions } from './apply-transactions.ts';
import type { Channel } from './channel.ts';
import { channelsToFollow, markChecked } from './channels.repo.ts';

export interface ChainFollowerDeps extends ApplyDeps {
  clock: Clock;
  log: Pick<ModuleLog, 'info' | 'warn'>;
  reader: Pick<ChainReader, 'transactionsAfter'>;
}

export interface ChainFollower {
  /** One round: reads the channels whose turn it is, and books what is new. Clockwork calls it again and again. */
  follow(): Promise<void>;
  /** Somebody waits for this channel: it is read in the next round. */
  poke(address: string): void;
  /** Since when the chain does not answer; null while it does. */
  trouble(): { sinceMs: number } | null;
}

/** How many channels one round reads, and how many at a time. */
const ROUND_CHANNELS = 60;
const AT_A_TIME = 6;

/**
 * Follows the buyers' channels on chain, each by its own cursor. A read that fails changes nothing: the channel stays
 * as it was known, and is read again. Any number of brokers may follow: a cursor is moved once.
 */
export function createChainFollower(deps: ChainFollowerDeps): ChainFollower {
  const pokes = new Set<string>();
  let troubleSinceMs: number | null = null;

  async function readOne(channel: Channel): Promise<boolean> {
    const read = await deps.reader.transactionsAfter(channel.address, channel.cursor);
    if (!read.ok) return false;
    if (read.value.length > 0) {
      await applyTransactions(deps, channel, read.value);
      deps.log.info({ channel: channel.address, transactions: read.value.length }, 'channel followed');
    }
    return true;
  }

  function noteTrouble(failed: number, asked: number): void {
    if (failed === 0) troubleSinceMs = null;
    else if (troubleSinceMs === null) {
      troubleSinceMs = deps.clock.nowMs();
      deps.log.warn({ failed, asked }, 'the chain does not answer for some channels; they stay as they were known');
    }
  }

  async function follow(): Promise<void> {
    const now = new Date(deps.clock.nowMs());
    const asked = [...pokes];
    pokes.clear();
    const channels = await channelsToFollow(deps.db.pool, { limit: ROUND_CHANNELS, now, pokes: asked });
    const checked: string[] = [];
    for (let at = 0; at < channels.length; at += AT_A_TIME) {
      const group = channels.slice(at, at + AT_A_TIME);
      const read = await Promise.all(group.map(readOne));
      checked.push(...group.filter((_, index) => read[index]).map(({ address }) => address));
    }
    await markChecked(deps.db.pool, checked, now);
    noteTrouble(channels.length - checked.length, channels.length);
  }

  return {
    follow,
    poke: (address) => pokes.add(address),
    trouble: () => (troubleSinceMs === null ? null : { sinceMs: troubleSinceMs }),
  };
}
