import type { Channel } from './channel.ts';
import type { ChannelView } from './shapes.ts';

/** A channel as the Mini App shows it. `why` is a code that the app has a text for. */
export function channelView(channel: Channel, chainTrouble: { sinceMs: number } | null): ChannelView {
  return {
    address: channel.address,
    state: channel.state,
    why: whyOf(channel, chainTrouble),
    sinceMs: sinceOf(channel),
    depositedNano: channel.depositedNano,
    claimedNano: channel.claimedNano,
    signedNano: channel.signedNano,
    sessionKey: channel.sessionKey,
    checkedAt: channel.checkedAtMs,
    closeAt: channel.closeAtMs,
  };
}

function whyOf(channel: Channel, chainTrouble: { sinceMs: number } | null): string | null {
  if (chainTrouble && channel.state !== 'closed') return 'chain_unreachable';
  if (channel.state === 'expected') return 'waiting_for_chain';
  if (channel.state === 'closing') return 'close_requested';
  return null;
}

function sinceOf(channel: Channel): number {
  if (channel.state === 'closing' && channel.closeAtMs !== null) {
    return channel.closeAtMs - channel.closeDelaySeconds * 1_000;
  }
  return channel.createdAtMs;
}
