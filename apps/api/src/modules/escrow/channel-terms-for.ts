import { randomBytes } from 'node:crypto';
import { ok, type Result } from '@spindle/shared';
import { channelAddress } from '@spindle/ton';
import { type Clock, type Database, inTransaction } from '../../platform/index.ts';
import { type Actor, walletOf } from '../accounts/index.ts';
import type { ChannelTerms } from './channel.ts';
import { findPayableChannel, insertExpectedChannel, lockTerms, watchAgain } from './channel-terms.repo.ts';
import type { ChannelTermsView } from './shapes.ts';

/** Less would be eaten by the fees of claiming it. */
const MIN_DEPOSIT_NANO = 100_000_000n;

export interface ChannelTermsDeps {
  db: Database;
  clock: Clock;
  chain: { networkId: number; marketAddress: string; closeDelaySeconds: number };
}

/**
 * Terms of the channel between an account's proven wallet and the market, for a session key that the device has made.
 * From now on its address is watched. The same key and wallet get the same terms again while their channel takes
 * deposits; one that is closing or closed takes none, and neither does one of a market that has moved.
 * @returns wallet_required.
 */
export async function channelTermsFor(
  deps: ChannelTermsDeps,
  actor: Actor,
  { sessionKey }: { sessionKey: string },
): Promise<Result<ChannelTermsView>> {
  const wallet = await walletOf(deps, actor);
  if (!wallet.ok) return wallet;
  const wanted = {
    accountId: actor.accountId,
    networkId: deps.chain.networkId,
    payer: wallet.value.address,
    payee: deps.chain.marketAddress,
    sessionKey: sessionKey.toLowerCase(),
    closeDelaySeconds: deps.chain.closeDelaySeconds,
  };
  return ok(toView(await findOrExpect(deps, wanted)));
}

/** One answer for all who ask in the same moment: a deposit into terms that nobody knows would wait in vain. */
function findOrExpect(
  { db, clock }: ChannelTermsDeps,
  wanted: Omit<ChannelTerms, 'address' | 'salt'>,
): Promise<ChannelTerms> {
  const now = new Date(clock.nowMs());
  return inTransaction(db.pool, async (sql) => {
    await lockTerms(sql, wanted);
    const known = await findPayableChannel(sql, wanted);
    if (known) {
      await watchAgain(sql, known.address, now);
      return known;
    }
    const expected = withSalt(wanted);
    await insertExpectedChannel(sql, expected, now);
    return expected;
  });
}

/** A salt is never used twice: after a redeploy of the same terms an old voucher would pay again. */
function withSalt(terms: Omit<ChannelTerms, 'address' | 'salt'>): ChannelTerms {
  const salt = randomBytes(8).readBigUInt64BE();
  return { ...terms, salt: String(salt), address: channelAddress({ ...terms, salt }) };
}

function toView(terms: ChannelTerms): ChannelTermsView {
  const { address, payer, payee, networkId, sessionKey, closeDelaySeconds, salt } = terms;
  return {
    ...{ address, payer, payee, networkId, sessionKey, closeDelaySeconds, salt },
    minDepositNano: MIN_DEPOSIT_NANO,
  };
}
