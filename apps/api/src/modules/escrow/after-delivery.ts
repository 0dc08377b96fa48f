import type { Delivery } from '../treasury/index.ts';
import type { Channel } from './channel.ts';

/** What the end of a message of ours means for the channel that it went to. `atMs` is the
 * chain's time; when we may try again goes by our own. */
export function afterDelivery(channel: Channel, { kind, state, reason, sinceMs }: Delivery, atMs: number): Channel {
  if (kind === 'claim') {
    const isRefused = state === 'refused';
    return { ...channel, claimingNano: null, claimRefusal: reason, claimRefusedAtMs: isRefused ? sinceMs : null };
  }
  if (kind !== 'close_now' || state === 'done') return channel;
  // Nothing moved: it spends again, or goes on to close as its owner had asked the chain before.
  const back = channel.closeAtMs === null ? 'open' : 'closing';
  return { ...channel, state: back, stateSinceMs: atMs, leavingSinceMs: null, leaveRefusal: reason };
}
