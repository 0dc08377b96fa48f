import { FaultError } from '@spindle/shared';
import { signCloseAgreement } from '@spindle/ton/browser';
import { type AppConfig, api, type ChannelView } from '../api/index.ts';
import { deviceStores } from '../telegram/index.ts';
import { findSessionKey } from './session-keys.ts';
import { signedBefore } from './signed-totals.ts';

type ClosingChannel = Pick<ChannelView, 'address' | 'sessionKey' | 'spentNano' | 'claimedNano'>;

/**
 * Agrees with the market to close an escrow at once: it gets what was spent, as it is shown, and the payer all the rest.
 * No transfer is asked of the wallet. Refusals: `session_key_missing`, `books_untrusted`, and what the market says of it.
 */
export async function closeNow(
  { address: channel, sessionKey, spentNano, claimedNano }: ClosingChannel,
  { networkId }: Pick<AppConfig, 'networkId'>,
): Promise<ChannelView> {
  // Nothing comes back of what was claimed; what a refund made of it is sent to the wallet afterwards.
  const totalNano = spentNano > claimedNano ? spentNano : claimedNano;
  const stores = deviceStores();
  const [kept, signedNano] = await Promise.all([findSessionKey(sessionKey, stores), signedBefore(channel, stores)]);
  if (!kept) throw new FaultError({ code: 'session_key_missing' });
  // More can't have been spent than this device has ever signed for.
  if (signedNano !== null && totalNano > signedNano) throw new FaultError({ code: 'books_untrusted' });
  const { signature } = await signCloseAgreement(kept.key, { networkId, channel, totalNano });
  return api.wallet.closeNow.mutate({ channel, totalNano, signature });
}
