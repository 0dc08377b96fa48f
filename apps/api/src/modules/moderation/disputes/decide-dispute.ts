import { type Fault, fail, ok, type Result } from '@spindle/shared';
import { inTransaction, recordEvent, type Sql } from '../../../platform/index.ts';
import { type Actor, readAdmins } from '../../accounts/index.ts';
import { type Ledger, retryClash } from '../../ledger/index.ts';
import type { OfferMemory } from '../../listings/index.ts';
import { type AuditRecord, isSecondClick, recordAudit } from '../audit-log/index.ts';
import { makeDecision } from '../decisions/make-decision.ts';
import { LEAST_WORDS, MAX_WORDS } from './clock-times.ts';
import type { DisputeDeps } from './dispute-deps.ts';
import { type DisputeRow, lockDispute, markAsked, readDisputes, writeDecision } from './disputes.repo.ts';
import type { AdminDispute, DecideDisputeInput } from './shapes.ts';
import { KEPT_AFTER_DECISION_MS, shortenShown } from './shown/index.ts';
import { toTakeOff } from './take-off.ts';
import { toAdminView } from './views.ts';
import { barredFromDispute } from './who-decides.ts';

export interface DecideDeps extends DisputeDeps {
  ledger: Pick<Ledger, 'refundJob'>;
  offerMemory: Pick<OfferMemory, 'clear'>;
}

type Attempt = { fault: Fault } | null;
const UNDECIDED: readonly string[] = ['open', 'asked', 'answered'];

/** Asks the provider what they say to it. Refusals: `not_found`, `dispute_own`, `dispute_state`. */
export async function askProvider(deps: DisputeDeps, actor: Actor, disputeId: string): Promise<Result<AdminDispute>> {
  const atMs = deps.clock.nowMs();
  const act = { actorId: actor.accountId, action: 'dispute.ask' as const, subject: `dispute:${disputeId}`, atMs };
  return change(deps, disputeId, act, async (sql, dispute) => {
    const barred = barredFromDispute(dispute, actor.accountId);
    if (barred) return fail(barred);
    if (dispute.state !== 'open') return fail('dispute_state', { state: dispute.state });
    await markAsked(sql, disputeId, new Date(atMs));
    await recordAudit(sql, act);
    return null;
  });
}

/**
 * Decides, once: of two admins the second is told how it stands, and of two clicks the second finds it done. The refund, what becomes of a listing whose
 * report is upheld, the decision, its audit entries and what is told are one transaction.
 * Nobody decides their own, as either side of it.
 * Refusals: `reason_required`, `not_found`, `dispute_own`, `dispute_state`, `refund_too_much`; of taking a listing off: `listing_state`.
 */
export async function decideDispute(
  deps: DecideDeps,
  actor: Actor,
  { disputeId, decision, amountNano = 0n, reason: given, takeOff }: DecideDisputeInput,
): Promise<Result<AdminDispute>> {
  const reason = given.trim().slice(0, MAX_WORDS);
  if (reason.length < LEAST_WORDS) return fail('reason_required');
  const atMs = deps.clock.nowMs();
  const off = takeOff && (await toTakeOff(deps, actor, disputeId, takeOff, reason, atMs));
  if (off && !off.ok) return off;
  const subject = `dispute:${disputeId}`;
  const act = { actorId: actor.accountId, action: `dispute.${decision}` as const, subject, reason, atMs };
  const decided = await change(deps, disputeId, act, async (sql, dispute) => {
    const barred = barredFromDispute(dispute, actor.accountId);
    if (barred) return fail(barred);
    const fits =
      UNDECIDED.includes(dispute.state) &&
      (decision === 'refuse' || (decision === 'refund') === (dispute.kind === 'answer')) &&
      (!takeOff || decision === 'uphold');
    if (!fits) return fail('dispute_state', { state: dispute.state });
    const taken =
      off && takeOff && (await makeDecision(sql, takeOff.decision === 'reject' ? 'expel' : 'pause', off.value));
    if (taken && !taken.ok) return taken;
    const refund = await refundOf(deps, sql, dispute, decision === 'refund' ? amountNano : null);
    if (!refund.ok) return refund;
    const state = decision === 'refund' ? 'refunded' : decision === 'uphold' ? 'upheld' : 'refused';
    const { refundNano, providerNano } = refund.value;
    const row = { id: disputeId, state, reason, decidedBy: actor.accountId, refundNano, providerNano } as const;
    await writeDecision(sql, { ...row, now: new Date(atMs) });
    await shortenShown(sql, disputeId, new Date(atMs + KEPT_AFTER_DECISION_MS));
    await tellBoth(sql, disputeId, dispute, { code: state, refundNano }, atMs);
    await recordAudit(sql, {
      ...act,
      facts: {
        ...{ jobId: dispute.jobId, listingId: dispute.listingId },
        ...{ refundNano: String(refundNano), providerNano: String(providerNano) },
        ...(takeOff && { takeOff: takeOff.decision }),
      },
    });
    return null;
  });
  if (decided.ok && decision === 'refund' && decided.value.refundNano !== amountNano)
    return fail('dispute_state', { state: decided.value.state });
  if (decided.ok && takeOff) deps.offerMemory.clear();
  return decided;
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
  const sides = [
    ['buyer', openerId],
    ['provider', providerId],
  ] as const;
  // Of a report that moves nothing its provider need not hear; of a listing that is taken off they are told by itself.
  for (const [side, accountId] of jobId === null ? sides.slice(0, 1) : sides) {
    const event = { kind: 'dispute_decided' as const, accountId, subject: `dispute:${disputeId}` };
    await recordEvent(sql, { ...event, facts: { disputeId, jobId, side, ...facts } }, atMs);
  }
}

/** Changes one dispute under its lock, and gives it as it is then. What is refused writes nothing. */
async function change(
  { db }: DisputeDeps,
  disputeId: string,
  act: AuditRecord & { actorId: string },
  write: (sql: Sql, dispute: DisputeRow) => Promise<Attempt>,
): Promise<Result<AdminDispute>> {
  const refusal = await retryClash(() =>
    inTransaction(db.pool, async (sql) => {
      const dispute = await lockDispute(sql, disputeId);
      return dispute ? write(sql, dispute) : fail('not_found', { what: 'dispute' });
    }),
  );
  if (refusal && !(await isSecondClick(db.pool, act))) return { ok: false, fault: refusal.fault };
  const [[dispute], admins] = await Promise.all([readDisputes(db.pool, { id: disputeId }), readAdmins(db.pool)]);
  return dispute ? ok(toAdminView(dispute, admins, act.actorId)) : fail('not_found', { what: 'dispute' });
}
