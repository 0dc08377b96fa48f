import { randomBytes } from 'node:crypto';
import type { AccountId } from '@spindle/shared';
import { channelAddress } from '@spindle/ton';
import { type Clock, type Database, inTransaction, type Sql } from '../../platform/index.ts';
import type { EarningsTerms } from './earnings-account.ts';
import type { MarketTerms } from './market-terms.ts';
import {
  earnersToLookAt,
  findUsableAccount,
  insertAccount,
  lockEarner,
  provenWalletOf,
  setCurrentAccount,
} from './open-account.repo.ts';

export interface OpenAccountDeps {
  db: Database;
  clock: Clock;
  /** Null without the key of vouchers: nothing is promised then. */
  market: MarketTerms | null;
}

const ROUND_EARNERS = 100;

/** Gives each provider the account of the wallet that they have proven. @returns how many changed. */
export async function openAccounts(deps: OpenAccountDeps): Promise<number> {
  const { db, market } = deps;
  if (!market) return 0;
  const { networkId, payer, signer } = market;
  const wrong = await earnersToLookAt(db.pool, { networkId, payer, sessionKey: signer.publicKey }, ROUND_EARNERS);
  for (const accountId of wrong) await openAccountOf(deps, accountId);
  return wrong.length;
}

/**
 * Makes the account of a provider's proven wallet the one that is promised on, or none when they have proven none. What
 * was promised on others stays there.
 */
export async function openAccountOf({ db, clock, market }: OpenAccountDeps, accountId: AccountId): Promise<void> {
  if (!market) return;
  await inTransaction(db.pool, async (sql) => {
    const before = await lockEarner(sql, accountId);
    const payee = await provenWalletOf(sql, accountId);
    const current = payee === null ? null : await accountFor(sql, clock, { market, accountId, payee });
    if (current !== before) await setCurrentAccount(sql, accountId, current);
  });
}

interface Wanted {
  market: MarketTerms;
  accountId: AccountId;
  payee: string;
}

/** A wallet that is proven again gets its account again: one address less to follow and to fund. */
async function accountFor(sql: Sql, clock: Clock, { market, accountId, payee }: Wanted): Promise<string> {
  const { networkId, payer, closeDelaySeconds, signer } = market;
  const terms = { accountId, networkId, payer, payee, sessionKey: signer.publicKey, closeDelaySeconds };
  const known = await findUsableAccount(sql, terms);
  if (known !== null) return known;
  const account = withSalt(terms);
  await insertAccount(sql, account, new Date(clock.nowMs()));
  return account.address;
}

/** A salt is never used twice: after a redeploy of the same terms an old voucher would pay again. */
function withSalt(terms: Omit<EarningsTerms, 'address' | 'salt'>): EarningsTerms {
  const salt = randomBytes(8).readBigUInt64BE();
  return { ...terms, salt: String(salt), address: channelAddress({ ...terms, salt }) };
}
