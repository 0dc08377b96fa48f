import type { Clock, Consumer, Database } from '../../platform/index.ts';
import type { NoticeChannel } from './channel.ts';
import { hearEvents } from './hear-events.ts';
import { inAppChannel } from './in-app-channel.ts';
import { dropOldNotices } from './notices.repo.ts';

export interface Notices {
  /** To be tied to the outbox. */
  hear: Consumer;
  /** Names of the ways to people. */
  channels: readonly string[];
  /** Clockwork: drops what is older than 90 days. @returns how many. */
  dropOld(): Promise<number>;
}

const KEEP_MS = 90 * 24 * 3600_000;

/** @param channels ways to people beside the Mini App's own list. */
export function createNotices({
  db,
  clock,
  channels = [],
}: {
  db: Database;
  clock: Clock;
  channels?: readonly NoticeChannel[];
}): Notices {
  const all = [inAppChannel({ clock }), ...channels];
  return {
    hear: hearEvents(all),
    channels: all.map(({ name }) => name),
    dropOld: () => dropOldNotices(db.pool, clock.nowMs() - KEEP_MS),
  };
}
