import type { AccountId } from '@spindle/shared';

/** A row of `channel`: what we know of a buyer's escrow. */
export interface Channel {
  address: string;
  accountId: AccountId;
  networkId: number;
  payer: string;
  payee: string;
  sessionKey: string;
  closeDelaySeconds: number;
  salt: string;
  state: 'expected' | 'open' | 'closing' | 'closed';
  depositedNano: bigint;
  claimedNano: bigint;
  signedNano: bigint;
  spentNano: bigint;
  heldNano: bigint;
  closeAtMs: number | null;
  /** The last transaction that we have read; null before the first. */
  cursor: { lt: bigint; hash: string } | null;
  checkedAtMs: number | null;
  createdAtMs: number;
}

/**
 * What may still be spent: no more than is deposited, no more than the buyer has signed for, less what is spent and
 * held. A channel that is not open spends nothing.
 */
export function spendableNano(channel: Channel): bigint {
  if (channel.state !== 'open') return 0n;
  const limit = channel.depositedNano < channel.signedNano ? channel.depositedNano : channel.signedNano;
  const left = limit - channel.spentNano - channel.heldNano;
  return left > 0n ? left : 0n;
}
