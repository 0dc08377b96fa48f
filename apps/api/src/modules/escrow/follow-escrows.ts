import type { FollowedKind } from '../chain/index.ts';
import { type ApplyDeps, applyTransactions } from './apply-transactions.ts';
import type { Channel } from './channel.ts';
import { channelsToFollow, markChecked } from './followed-channels.repo.ts';

/** The buyers' channels, as accounts that are followed. */
export const followEscrows = (deps: ApplyDeps): FollowedKind<Channel> => ({
  name: 'escrow',
  accountsToFollow: (turn) => channelsToFollow(deps.db.pool, turn),
  markChecked: (addresses, now) => markChecked(deps.db.pool, addresses, now),
  book: (channel, transactions) => applyTransactions(deps, channel, transactions),
});
