import { FaultError } from '@spindle/shared';
import { signVoucher } from '@spindle/ton/browser';
import { type AppConfig, api, type ChannelView } from '../api/index.ts';
import { deviceStores } from '../telegram/index.ts';
import { findSessionKey } from './session-keys.ts';

/**
 * Promises the market up to `cumulativeNano` in total from this channel, signed by this device's key.
 * Refusals: `session_key_missing`, and what the broker says of the voucher.
 */
export async function signAllowance(
  channel: Pick<ChannelView, 'address' | 'sessionKey'>,
  cumulativeNano: bigint,
  config: AppConfig,
): Promise<ChannelView> {
  const kept = await findSessionKey(channel.sessionKey, deviceStores());
  if (!kept) throw new FaultError({ code: 'session_key_missing' });
  const { networkId } = config;
  const { signature } = await signVoucher(kept.key, { networkId, channel: channel.address, cumulativeNano });
  return api.wallet.signAllowance.mutate({ channel: channel.address, cumulativeNano, signature });
}
