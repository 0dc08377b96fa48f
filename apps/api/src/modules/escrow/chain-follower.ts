import type { ChainReader } from '@spindle/ton';
import { type Clock, isDatabaseGone, type ModuleLog } from '../../platform/index.ts';
import { type ApplyDeps, applyTransactions } from './apply-transactions.ts';
import type { Channel } from './channel.ts';
import { channelsToFollow, markChecked } from './followed-channels.repo.ts';

export interface ChainFollowerDeps extends ApplyDeps {
  clock: Clock;
  log: ModuleLog;
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

/** `silent`: the chain did not answer. `broken`: it did, and what it said could not be booked. */
type Outcome = 'read' | 'silent' | 'broken';

/**
 * Follows the buyers' channels on chain, each by its own cursor. A read that fails changes nothing: the channel stays
 * as it was known, and is read again. Any number of brokers may follow: a cursor is moved once.
 */
export function createChainFollower(deps: ChainFollowerDeps): ChainFollower {
  const { db, clock, log, reader } = deps;
  const pokes = new Set<string>();
  /** When a channel was last tried in vain, so that a few that can't be read never take the others' turns. */
  const failedAt = new Map<string, Date>();
  let troubleSinceMs: number | null = null;

  async function readOne(channel: Channel): Promise<Outcome> {
    const read = await reader.transactionsAfter(channel.address, channel.cursor);
    if (!read.ok) return 'silent';
    if (read.value.length === 0) return 'read';
    try {
      const count = await applyTransactions(deps, channel, read.value);
      if (count > 0) log.info({ channel: channel.address, transactions: count }, 'channel followed');
      return 'read';
    } catch (error) {
      if (isDatabaseGone(error)) throw error;
      log.error({ channel: channel.address, err: error }, 'what a channel did could not be booked');
      return 'broken';
    }
  }

  function noteTrouble(outcomes: readonly Outcome[]): void {
    const silent = outcomes.filter((outcome) => outcome === 'silent').length;
    if (silent === 0 || outcomes.includes('read')) troubleSinceMs = null;
    else if (troubleSinceMs === null) {
      troubleSinceMs = clock.nowMs();
      log.warn({ channels: silent }, 'the chain does not answer; channels stay as they were known');
    }
  }

  async function follow(): Promise<void> {
    const now = new Date(clock.nowMs());
    const asked = [...pokes];
    pokes.clear();
    const channels = await channelsToFollow(db.pool, { limit: ROUND_CHANNELS, now, pokes: asked, failedAt });
    const outcomes: Outcome[] = [];
    for (let at = 0; at < channels.length; at += AT_A_TIME) {
      outcomes.push(...(await Promise.all(channels.slice(at, at + AT_A_TIME).map(readOne))));
    }
    const checked: string[] = [];
    for (const [at, { address }] of channels.entries()) {
      if (outcomes[at] === 'read') checked.push(address);
      if (outcomes[at] === 'read') failedAt.delete(address);
      else failedAt.set(address, now);
    }
    await markChecked(db.pool, checked, now);
    noteTrouble(outcomes);
  }

  return {
    follow,
    poke: (address) => pokes.add(address),
    trouble: () => (troubleSinceMs === null ? null : { sinceMs: troubleSinceMs }),
  };
}
