import { randomBytes } from 'node:crypto';
import { ok, parseCoins, type Result } from '@spindle/shared';
import { channelAddress } from '@spindle/ton';
import type { Clock, Database } from '../../platform/index.ts';
import { type Actor, walletOf } from '../accounts/index.ts';
import type { Channel } from './channel.ts';
import { findChannelOfKey, insertExpectedChannel, type NewChannel } from './channels.repo.ts';
import type { ChannelTermsView } from './shapes.ts';

/** Less would be eaten by the fees of claiming it. */
const MIN_DEPOSIT_NANO = parseCoins('0.1') ?? 0n;

export interface ChannelTermsDeps {
  db: Database;
  clock: Clock;
  chain: { networkId: number; marketAddress: string; closeDelaySeconds: number };
}

/**
 * Terms of the channel between an account's proven wallet and the market, for a session key that the device has made.
 * From now on its address is watched. The same key and wallet get the same terms again, until that channel is closed.
 */
export async function channelTermsFor(
  deps: ChannelTermsDeps,
  actor: Actor,
  { sessionKey }: { sessionKey: string },
): Promise<Result<ChannelTermsView>> {
  const wallet = await walletOf(deps, actor);
  if (!wallet.ok) return wallet;
  const key = { accountId: actor.accountId, sessionKey: sessionKey.toLowerCase(), payer: wallet.value.address };
  const known = await findChannelOfKey(deps.db.pool, key);
  if (known) return ok(toView(known));
  const channel = newChannel(deps.chain, key);
  await insertExpectedChannel(deps.db.pool, channel, new Date(deps.clock.nowMs()));
  return ok(toView(channel));
}

/** A salt is never used twice: after a redeploy of the same terms an old voucher would pay again. */
function newChannel(
  chain: ChannelTermsDeps['chain'],
  key: Pick<Channel, 'accountId' | 'sessionKey' | 'payer'>,
): NewChannel {
  const salt = randomBytes(8).readBigUInt64BE();
  const terms = {
    networkId: chain.networkId,
    payer: key.payer,
    payee: chain.marketAddress,
    sessionKey: key.sessionKey,
    closeDelaySeconds: chain.closeDelaySeconds,
  };
  return { ...terms, accountId: key.accountId, salt: String(salt), address: channelAddress({ ...terms, salt }) };
}

const toView = ({ accountId: _, ...terms }: NewChannel): ChannelTermsView => ({
  address: terms.address,
  payer: terms.payer,
  payee: terms.payee,
  networkId: terms.networkId,
  sessionKey: terms.sessionKey,
  closeDelaySeconds: terms.closeDelaySeconds,
  salt: terms.salt,
  minDepositNano: MIN_DEPOSIT_NANO,
});
