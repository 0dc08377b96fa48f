import type { ChannelView } from '../api/index.ts';

export interface LeaveAmounts {
  /** What comes back when the market takes all that it is owed, and no more. */
  backNano: bigint;
  /** For answers, spent or running now, and not moved on chain yet. */
  owedNano: bigint;
  /** The most that this device's signature lets the market take until the end. */
  signedNano: bigint;
}

/** How an escrow's money would be divided if it were left now. */
export function leaveAmounts(
  channel: Pick<ChannelView, 'depositedNano' | 'claimedNano' | 'signedNano' | 'spentNano' | 'heldNano'>,
): LeaveAmounts {
  const { claimedNano } = channel;
  const leftNano = channel.depositedNano - claimedNano;
  const owedNano = within(leftNano, channel.spentNano + channel.heldNano - claimedNano);
  const signedNano = within(leftNano, channel.signedNano - claimedNano);
  return { backNano: leftNano - owedNano, owedNano, signedNano };
}

function within(mostNano: bigint, amountNano: bigint): bigint {
  if (amountNano <= 0n) return 0n;
  return amountNano < mostNano ? amountNano : mostNano;
}
