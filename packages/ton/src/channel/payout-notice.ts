import { type Nano, nano } from '@spindle/shared';
import type { InMessage } from '../chain/transaction.ts';

/** First 32 bits of what a channel tells payee. */
export const PAYOUT_NOTICE_OP = 0x2b1c7e10;

/** The same of what was attached to a message and not used: the op that wallets know. */
export const EXCESSES_OP = 0xd53276db;

/**
 * What a channel paid by this message; what its value is above that was attached to the claim, and not used. The sender must be known to be a channel: anyone can say the same.
 * @returns null when it is no payment of a channel.
 */
export function payoutOf({ opcode, body, isBounced }: InMessage): Nano | null {
  if (opcode !== PAYOUT_NOTICE_OP || isBounced) return null;
  try {
    const slice = body.beginParse().skip(32 + 64);
    slice.loadCoins(); // the total
    return nano(slice.loadCoins());
  } catch {
    return null;
  }
}
