import type { ChainFollower } from '../chain/index.ts';
import type { ChainClock } from './chain-clock.ts';
import type { Channel } from './channel.ts';
import type { ChannelView } from './shapes.ts';

/** What must be known of the chain to show a channel. */
export interface ChainMoment {
  isChainSilent: boolean;
  chainNowMs: number;
}

/** What a view needs to be made: whether the chain answers, and what time it is there. */
export interface ViewDeps {
  follower: Pick<ChainFollower, 'trouble'>;
  chainClock: ChainClock;
}

export const chainMoment = ({ follower, chainClock }: ViewDeps): ChainMoment => ({
  isChainSilent: follower.trouble() !== null,
  chainNowMs: chainClock.nowMs(),
});

/** A channel as the Mini App shows it. `why` is a code that the app has a text for. */
export function channelView(channel: Channel, { isChainSilent, chainNowMs }: ChainMoment): ChannelView {
  return {
    address: channel.address,
    state: channel.state,
    why: whyOf(channel, isChainSilent),
    sinceMs: channel.stateSinceMs,
    depositedNano: channel.depositedNano,
    claimedNano: channel.claimedNano,
    signedNano: channel.signedNano,
    spentNano: channel.spentNano,
    heldNano: channel.heldNano,
    sessionKey: channel.sessionKey,
    payer: channel.payer,
    closeDelaySeconds: channel.closeDelaySeconds,
    checkedAt: channel.checkedAtMs,
    closeAt: channel.closeAtMs,
    isLeaving: channel.leavingSinceMs !== null,
    closesInMs: channel.closeAtMs === null ? null : Math.max(0, channel.closeAtMs - chainNowMs),
  };
}

function whyOf({ state, leavingSinceMs, leaveRefusal }: Channel, isChainSilent: boolean): string | null {
  if (state === 'closed') return null;
  if (isChainSilent) return 'chain_unreachable';
  if (state === 'expected') return 'waiting_for_chain';
  if (leavingSinceMs !== null) return 'closing_now';
  return state === 'closing' ? 'close_requested' : leaveRefusal;
}
