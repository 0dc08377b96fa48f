import { FaultError } from '@spindle/shared';
import { signVoucher } from '@spindle/ton/browser';
import type { ChannelView } from '../api/index.ts';
import { deviceStores } from '../telegram/index.ts';
import { findSessionKey } from './session-keys.ts';
import { rememberSigned } from './signed-totals.ts';

export interface SignedTotal {
  channel: string;
  cumulativeNano: bigint;
  /** Hex. */
  signature: string;
}

/**
 * Promises the market up to `cumulativeNano` in total from this channel, signed by this device's key. It is remembered
 * here before anyone else has it. Refusal: `session_key_missing`.
 */
export async function signTotal(
  { address, sessionKey }: Pick<ChannelView, 'address' | 'sessionKey'>,
  cumulativeNano: bigint,
  networkId: number,
): Promise<SignedTotal> {
  const stores = deviceStores();
  const kept = await findSessionKey(sessionKey, stores);
  if (!kept) throw new FaultError({ code: 'session_key_missing' });
  const { signature } = await signVoucher(kept.key, { networkId, channel: address, cumulativeNano });
  await rememberSigned(address, cumulativeNano, stores);
  return { channel: address, cumulativeNano, signature };
}
