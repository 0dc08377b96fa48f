import type { FollowedKind } from '../chain/index.ts';
import { type ApplyDeps, applyTransactions } from './apply-transactions.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { accountsToFollow, markAccountsChecked } from './followed-accounts.repo.ts';

/** The providers' accounts, as accounts that are followed. */
export const followEarnings = (deps: ApplyDeps): FollowedKind<EarningsAccount> => ({
  name: 'earnings account',
  accountsToFollow: (turn) => accountsToFollow(deps.db.pool, turn),
  markChecked: (addresses, now) => markAccountsChecked(deps.db.pool, addresses, now),
  book: (account, transactions) => applyTransactions(deps, account, transactions),
});
