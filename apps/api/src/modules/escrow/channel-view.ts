import type { Channel } from './channel.ts';
import type { ChannelView } from './shapes.ts';

/** A channel as the Mini App shows it. `why` is a code that the app has a text for. */
export function channelView(channel: Channel, chainTrouble: { sinceMs: number } | null): ChannelView {
  return {
    address: channel.address,
    state: channel.state,
    why: whyOf(channel, chainTrouble !== null),
    sinceMs: channel.stateSinceMs,
    depositedNano: channel.depositedNano,
    claimedNano: channel.claimedNano,
    signedNano: channel.signedNano,
    sessionKey: channel.sessionKey,
    checkedAt: channel.checkedAtMs,
    closeAt: channel.closeAtMs,
  };
}

function whyOf({ state }: Channel, isChainSilent: boolean): string | null {
  if (state === 'closed') return null;
  if (isChainSilent) return 'chain_unreachable';
  if (state === 'expected') return 'waiting_for_chain';
  return state === 'closing' ? 'close_requested' : null;
}
