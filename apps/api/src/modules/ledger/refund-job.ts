import { COIN, coinsText, fail, ok, type Result } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { LedgerAccounts } from './ledger-accounts.repo.ts';
import { insertTransfer } from './post-transfer.repo.ts';
import { hadBeforeLegs, jobRefundLegs, MARKET } from './postings.ts';
import { lockSettledJob, lowerSpent } from './refund-job.repo.ts';
import { splitRefund } from './split-refund.ts';

export interface JobRefund {
  jobId: string;
  amountNano: bigint;
}

export interface RefundedJob {
  /** What the provider gave back; the rest is the market's. */
  providerNano: bigint;
}

/**
 * Gives some of what a job cost back to its buyer, once for ever, in the caller's transaction. In the buyer's escrow it is free
 * again at once: what is spent there falls by it, also under what was claimed, and the next answers are paid from that.
 * The provider pays their part as far as it is neither paid nor promised; what is lacking is the market's loss. Of a closed
 * channel, what was claimed above what it cost in the end is then sent to the buyer's wallet (escrow's `sendCredits`).
 * Refusals: `dispute_not_billed`, `refund_too_much`, `dispute_state` when it was refunded before.
 */
export async function refundJob(
  sql: Sql,
  accounts: LedgerAccounts,
  { jobId, amountNano }: JobRefund,
): Promise<Result<RefundedJob>> {
  const job = await lockSettledJob(sql, jobId, MARKET);
  if (!job) return fail('dispute_not_billed');
  if (amountNano <= 0n || amountNano > job.costNano)
    return fail('refund_too_much', { most: `${coinsText(job.costNano)} ${COIN.symbol}` });
  const parts = splitRefund(job, amountNano);
  const legs = await accounts.withIds(jobRefundLegs(job.buyer, job.provider, parts));
  if (!(await insertTransfer(sql, { key: `refund:${jobId}`, accountId: job.buyer, kind: 'dispute', legs })))
    return fail('dispute_state', { state: 'refunded' });
  await lowerSpent(sql, jobId, amountNano);
  if (parts.hadNano > 0n) {
    const back = await accounts.withIds(hadBeforeLegs(job.buyer, parts.hadNano));
    await insertTransfer(sql, { key: `had:${jobId}`, accountId: job.buyer, kind: 'dispute', legs: back });
  }
  return ok({ providerNano: parts.providerNano });
}
