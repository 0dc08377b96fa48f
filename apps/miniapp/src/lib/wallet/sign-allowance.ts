import { type AppConfig, api, type ChannelView } from '../api/index.ts';
import { signTotal } from './sign-total.ts';

/**
 * Allows ahead: up to `cumulativeNano` in total may be spent from this channel.
 * Refusals: `session_key_missing`, and what the broker says of the voucher.
 */
export async function signAllowance(
  channel: Pick<ChannelView, 'address' | 'sessionKey'>,
  cumulativeNano: bigint,
  config: AppConfig,
): Promise<ChannelView> {
  return api.wallet.signAllowance.mutate(await signTotal(channel, cumulativeNano, config.networkId));
}
