import { type AccountId, type ErrorCode, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { claimableNano, type EarningsAccount, owedNano } from './earnings-account.ts';
import { LEAST_PAYOUT_NANO } from './limits.ts';
import { nextPayout } from './next-payout.ts';
import { type OpenAccountDeps, openAccountOf } from './open-account.ts';
import { type Earner, readAccountsOf, readEarner } from './overview.repo.ts';
import { toPayoutView } from './payout-history.ts';
import { readOpenPayouts } from './payouts.repo.ts';
import type { EarningsAccountView, EarningsOverview } from './shapes.ts';

/** Why all payouts stand still, and since when; null while they go out. */
export type PayoutStop = () => Promise<{ reason: string; sinceMs: number } | null>;

export interface OverviewDeps extends OpenAccountDeps {
  db: Database;
  clock: Clock;
  ledger: Pick<Ledger, 'balancesOf'>;
  payoutStop: PayoutStop;
  isCarrying: boolean;
  swap: { symbol: string } | null;
}

const NO_EARNER: Earner = { currentAddress: null, schedule: 'on_demand', thresholdNano: 500_000_000n, dueAtMs: null };

/** A provider's money: earned, promised, funded, claimable, paid, and what the next payout waits for. */
export async function earningsOverview(deps: OverviewDeps, actor: Actor): Promise<Result<EarningsOverview>> {
  const { accountId } = actor;
  // A wallet that was proven a moment ago has its account at once.
  await openAccountOf(deps, accountId);
  return ok(await readOverview(deps, accountId));
}

async function readOverview(deps: OverviewDeps, accountId: AccountId): Promise<EarningsOverview> {
  const { db, clock, ledger, payoutStop, isCarrying } = deps;
  const [found, accounts, open, balances, stop] = await Promise.all([
    readEarner(db.pool, accountId),
    readAccountsOf(db.pool, accountId),
    readOpenPayouts(db.pool, accountId),
    ledger.balancesOf(accountId),
    payoutStop(),
  ]);
  const earner = found ?? NO_EARNER;
  const { schedule, thresholdNano, dueAtMs, currentAddress } = earner;
  const settings = { schedule, thresholdNano };
  const why = whyUnpromised(deps, currentAddress);
  const paidNano = sum(accounts, (it) => it.claimedNano);
  const owed = sum(accounts, owedNano);
  const openSinceMs = open[0]?.sinceMs ?? null;
  const waits = { openSinceMs, why, stop, isCarrying, nowMs: clock.nowMs() };
  const facts = { settings, dueAtMs, owedNano: owed, unpromisedNano: balances.earnedNano - owed, ...waits };
  return {
    earnedNano: balances.earnedNano + paidNano,
    promisedNano: paidNano + owed,
    fundedNano: sum(accounts, (it) => (it.state === 'closed' ? 0n : it.depositedNano - it.claimedNano)),
    claimableNano: sum(accounts, claimableNano),
    paidNano,
    why,
    accounts: viewsOf(accounts, currentAddress),
    settings,
    next: nextPayout(facts),
    open: open.map(toPayoutView),
    leastPayoutNano: LEAST_PAYOUT_NANO,
    isCarrying,
    swapsTo: deps.swap?.symbol ?? null,
  };
}

function whyUnpromised({ market }: OverviewDeps, currentAddress: string | null): ErrorCode | null {
  if (!market) return 'earnings_unpromised';
  return currentAddress === null ? 'wallet_required' : null;
}

/** The current account first; of earlier ones those that still owe something. */
function viewsOf(accounts: readonly EarningsAccount[], currentAddress: string | null): EarningsAccountView[] {
  const isCurrent = ({ address }: EarningsAccount) => address === currentAddress;
  const others = accounts.filter((it) => !isCurrent(it) && owedNano(it) > 0n);
  return [...accounts.filter(isCurrent), ...others].map((it) => toAccountView(it, isCurrent(it)));
}

function toAccountView(account: EarningsAccount, isCurrent: boolean): EarningsAccountView {
  const { address, state, stateSinceMs, payee, promisedNano, depositedNano, claimedNano } = account;
  return {
    ...{ address, state, payee, isCurrent, promisedNano, depositedNano, claimedNano },
    sinceMs: stateSinceMs,
    claimableNano: claimableNano(account),
    isBeingFunded: account.fundingNano !== null,
    closeAtMs: account.closeAtMs,
    checkedAtMs: account.checkedAtMs,
  };
}

const sum = (accounts: readonly EarningsAccount[], of: (account: EarningsAccount) => bigint): bigint =>
  accounts.reduce((total, account) => total + of(account), 0n);
