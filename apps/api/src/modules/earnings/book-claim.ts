import type { ChainTransaction } from '@spindle/ton';
import { recordEvent, type Sql } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { insertPaidPayout, lockOpenPayout, markPaid, setPayoutRest, setPayoutState } from './payouts.repo.ts';

export interface BookClaimDeps {
  ledger: Pick<Ledger, 'debitPayout'>;
}

/**
 * A claim that the chain shows: the money is with the provider. It leaves the books, and becomes a payout that is paid:
 * the open one, when our wallet carried it, or one of its own, when the provider's did.
 * @param totalNano what the account has paid in all after it.
 */
export async function bookClaim(
  { ledger }: BookClaimDeps,
  sql: Sql,
  account: EarningsAccount,
  transaction: ChainTransaction,
  totalNano: bigint,
): Promise<EarningsAccount> {
  const { address, accountId, claimedNano } = account;
  const amountNano = totalNano - claimedNano;
  if (amountNano === 0n) return account;
  if (amountNano < 0n) throw new Error('an earnings account has claimed less than we know');
  const isNew = await ledger.debitPayout(sql, { account: address, cumulativeNano: totalNano, accountId, amountNano });
  if (!isNew) throw new Error('a claim was booked before, and the cursor was not moved with it');
  const { lt, hash, utime } = transaction;
  const paid = { cumulativeNano: totalNano, amountNano, lt, hash, happenedAt: new Date(utime * 1_000) };
  const open = await lockOpenPayout(sql, address);
  const isOurs = transaction.inMessage?.source === account.payer;
  if (open && isOurs && open.cumulativeNano === totalNano) await markPaid(sql, open.id, paid);
  else {
    await insertPaidPayout(sql, { accountId, address, askedBy: isOurs ? 'provider' : 'alone', ...paid });
    if (open) await correctOpen(sql, open, totalNano, paid.happenedAt);
  }
  const facts = { payoutId: `${address}:${totalNano}`, amountNano };
  const subject = `earnings:${address}`;
  await recordEvent(sql, { kind: 'payout_done', accountId, subject, facts }, paid.happenedAt.getTime());
  return { ...account, claimedNano: totalNano };
}

/** Another claim came first: what the open payout is for is smaller now, or nothing is left of it. */
async function correctOpen(
  sql: Sql,
  open: { id: string; cumulativeNano: bigint | null },
  totalNano: bigint,
  now: Date,
): Promise<void> {
  if (open.cumulativeNano === null) return;
  if (open.cumulativeNano > totalNano) await setPayoutRest(sql, open.id, open.cumulativeNano - totalNano);
  else await setPayoutState(sql, open.id, 'refused', 'payout_claimed_alone', now);
}
