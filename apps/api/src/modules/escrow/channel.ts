import type { AccountId, ErrorCode } from '@spindle/shared';

/** What a channel is for ever, and whose it is. */
export interface ChannelTerms {
  address: string;
  accountId: AccountId;
  networkId: number;
  payer: string;
  payee: string;
  sessionKey: string;
  closeDelaySeconds: number;
  salt: string;
}

/** A row of `channel`: what we know of a buyer's escrow. */
export interface Channel extends ChannelTerms {
  state: 'expected' | 'open' | 'closing' | 'closed';
  /** By the chain's time; of an expected one, when its terms were last asked for. */
  stateSinceMs: number;
  depositedNano: bigint;
  claimedNano: bigint;
  signedNano: bigint;
  spentNano: bigint;
  heldNano: bigint;
  closeAtMs: number | null;
  /** The last transaction that we have read; null before the first. */
  cursor: { lt: bigint; hash: string } | null;
  checkedAtMs: number | null;
  /** Over the greatest total that was signed; null before the first voucher. */
  signature: string | null;
  /** The total that a claim of ours asks for which is on its way; null when none is. */
  claimingNano: bigint | null;
  /** Why the chain refused our last claim, and when; null when it took it. */
  claimRefusal: ErrorCode | null;
  claimRefusedAtMs: number | null;
  /** Since when our order to close it at once is on its way: until its end, nothing is spent and no claim is made. */
  leavingSinceMs: number | null;
  /** Why the chain refused the last such order. */
  leaveRefusal: ErrorCode | null;
}

/**
 * What may still be spent: no more than is deposited, no more than the buyer has signed for, less what is spent and
 * held. A channel that is not open spends nothing.
 */
export function spendableNano(
  channel: Pick<Channel, 'state' | 'depositedNano' | 'signedNano' | 'spentNano' | 'heldNano'>,
): bigint {
  if (channel.state !== 'open') return 0n;
  const limit = channel.depositedNano < channel.signedNano ? channel.depositedNano : channel.signedNano;
  return atLeastZero(limit - channel.spentNano - channel.heldNano);
}

/** What the device that has the key may still sign for: all of the deposit that is neither spent nor held. */
export function signableNano(channel: Pick<Channel, 'state' | 'depositedNano' | 'spentNano' | 'heldNano'>): bigint {
  return channel.state === 'open' ? atLeastZero(channel.depositedNano - channel.spentNano - channel.heldNano) : 0n;
}

const atLeastZero = (amountNano: bigint): bigint => (amountNano > 0n ? amountNano : 0n);
