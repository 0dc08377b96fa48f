import { type Fault, fail, ok, type Result } from '@spindle/shared';
import { inTransaction, recordEvent, type Sql } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { type Ledger, retryClash } from '../../ledger/index.ts';
import { recordAudit } from '../audit-log/index.ts';
import { LEAST_WORDS, MAX_WORDS } from './clock-times.ts';
import { type DisputeRow, lockDispute, markAsked, readDisputes, writeDecision } from './disputes.repo.ts';
import type { DisputeDeps } from './open-dispute.ts';
import type { AdminDispute, DecideDisputeInput } from './shapes.ts';

export interface DecideDeps extends DisputeDeps {
  ledger: Pick<Ledger, 'refundJob'>;
}

type Attempt = { fault: Fault } | null;
const UNDECIDED: readonly string[] = ['open', 'asked', 'answered'];

/** Asks the provider what they say to it. Refusals: `not_found`, `dispute_state`. */
export async function askProvider(deps: DisputeDeps, actor: Actor, disputeId: string): Promise<Result<AdminDispute>> {
  const atMs = deps.clock.nowMs();
  return change(deps, disputeId, async (sql, dispute) => {
    if (dispute.state !== 'open') return fail('dispute_state', { state: dispute.state });
    await markAsked(sql, disputeId, new Date(atMs));
    const subject = `dispute:${disputeId}`;
    await recordAudit(sql, { actorId: actor.accountId, action: 'dispute.ask', subject, atMs });
    return null;
  });
}

/**
 * Decides, once: of two admins, or of two clicks, the second is told how it stands. The refund, the decision, its audit entry and
 * what both sides are told are one transaction.
 * Refusals: `reason_required`, `not_found`, `dispute_state`, `refund_too_much`.
 */
export async function decideDispute(
  deps: DecideDeps,
  actor: Actor,
  { disputeId, decision, amountNano = 0n, reason: given }: DecideDisputeInput,
): Promise<Result<AdminDispute>> {
  const reason = given.trim().slice(0, MAX_WORDS);
  if (reason.length < LEAST_WORDS) return fail('reason_required');
  const atMs = deps.clock.nowMs();
  return change(deps, disputeId, async (sql, dispute) => {
    const fits =
      UNDECIDED.includes(dispute.state) &&
      (decision === 'refuse' || (decision === 'refund') === (dispute.kind === 'answer'));
    if (!fits) return fail('dispute_state', { state: dispute.state });
    const refund = await refundOf(deps, sql, dispute, decision === 'refund' ? amountNano : null);
    if (!refund.ok) return refund;
    const state = decision === 'refund' ? 'refunded' : decision === 'uphold' ? 'upheld' : 'refused';
    const { refundNano, providerNano } = refund.value;
    const decided = { id: disputeId, state, reason, decidedBy: actor.accountId, refundNano, providerNano } as const;
    await writeDecision(sql, { ...decided, now: new Date(atMs) });
    await tellBoth(sql, disputeId, dispute, { code: state, refundNano }, atMs);
    await recordAudit(sql, {
      ...{ actorId: actor.accountId, action: `dispute.${decision}`, subject: `dispute:${disputeId}`, reason, atMs },
      facts: { jobId: dispute.jobId, refundNano: String(refundNano), providerNano: String(providerNano) },
    });
    return null;
  });
}

async function refundOf(
  { ledger }: DecideDeps,
  sql: Sql,
  { jobId }: DisputeRow,
  amountNano: bigint | null,
): Promise<Result<{ refundNano: bigint; providerNano: bigint }>> {
  if (amountNano === null || jobId === null) return ok({ refundNano: 0n, providerNano: 0n });
  const refunded = await ledger.refundJob(sql, { jobId, amountNano });
  return refunded.ok ? ok({ refundNano: amountNano, providerNano: refunded.value.providerNano }) : refunded;
}

async function tellBoth(
  sql: Sql,
  disputeId: string,
  { jobId, openerId, providerId }: DisputeRow,
  facts: { code: string; refundNano: bigint },
  atMs: number,
): Promise<void> {
  if (jobId === null) return;
  for (const [side, accountId] of [
    ['buyer', openerId],
    ['provider', providerId],
  ] as const) {
    const event = { kind: 'dispute_decided' as const, accountId, subject: `dispute:${disputeId}` };
    await recordEvent(sql, { ...event, facts: { disputeId, jobId, side, ...facts } }, atMs);
  }
}

/** Changes one dispute under its lock, and gives it as it is then. What is refused writes nothing. */
async function change(
  { db }: DisputeDeps,
  disputeId: string,
  write: (sql: Sql, dispute: DisputeRow) => Promise<Attempt>,
): Promise<Result<AdminDispute>> {
  const refusal = await retryClash(() =>
    inTransaction(db.pool, async (sql) => {
      const dispute = await lockDispute(sql, disputeId);
      return dispute ? write(sql, dispute) : fail('not_found', { what: 'dispute' });
    }),
  );
  if (refusal) return { ok: false, fault: refusal.fault };
  const [dispute] = await readDisputes(db.pool, { id: disputeId });
  return dispute ? ok(dispute) : fail('not_found', { what: 'dispute' });
}
