import { fail, ok, type Result } from '@spindle/shared';
import { recordEvent, type Transaction } from '../../../platform/index.ts';
import { type Actor, lockAdmins } from '../../accounts/index.ts';
import { readLosses, restoreBadge } from '../../canaries/index.ts';
import { findLastChange, type MoveListingDeps } from '../../listings/index.ts';
import { isSecondClick, recordAudit } from '../audit-log/index.ts';
import { checkNow } from '../checks/check-listings.ts';
import { failingChecks } from '../checks/evidence.ts';
import { waiveChecks } from '../checks/listing-checks.repo.ts';
import { checkReason } from '../decisions/check-reason.ts';
import { makeDecision } from '../decisions/make-decision.ts';
import { liftBan } from '../people/lift-ban.ts';
import type { AppealView, DecideAppealInput } from '../shapes.ts';
import { toAppealView } from './appeal-view.ts';
import { type AppealRow, answerAppeal, findAppeal } from './appeals.repo.ts';
import { decisionKeyOf, lossIdOf } from './what-to-appeal.ts';
import { barredFromAppeal } from './who-answers.ts';

/**
 * Answers an appeal. Granted, it undoes the decision: the listing is live again, the ban is lifted, the badge is back. Who may, `whoAnswers` says.
 * Refusals: `reason_required`, `not_found`, `not_on_yourself`, `appeal_other_admin`, `appeal_closed`.
 */
export async function decideAppeal(
  deps: MoveListingDeps,
  actor: Actor,
  input: DecideAppealInput,
): Promise<Result<AppealView>> {
  const said = checkReason(input.decision, input.code, input.reason);
  if (!said.ok) return said;
  const { prisma } = deps.db;
  const appeal = await findAppeal(prisma, input.appealId);
  if (!appeal) return fail('not_found', { what: 'appeal' });
  const { code, words } = said.value;
  const lossId = lossIdOf(appeal.decisionKey);
  const [loss] = lossId ? await readLosses(deps.db.pool, [lossId]) : [];
  const checks = appeal.listingId && !loss ? await checkNow(deps, appeal.listingId) : [];
  const answer = { appealId: appeal.id, decidedBy: actor.accountId, code: code ?? 'other', answer: words };
  const state = input.decision === 'grant' ? ('granted' as const) : ('refused' as const);
  const atMs = deps.clock.nowMs();
  const decided = await prisma.$transaction(
    async (tx): Promise<Result<null, 'appeal_closed' | 'appeal_other_admin' | 'not_on_yourself'>> => {
      const barred = barredFromAppeal(appeal, await lockAdmins(tx), actor.accountId);
      if (barred) return fail(barred);
      if (!(await answerAppeal(tx, { ...answer, state, atMs }))) return fail('appeal_closed');
      if (state === 'granted' && loss) await restoreBadge(tx, loss, atMs);
      else if (state === 'granted')
        await undo(tx, appeal, { actorId: actor.accountId, code, words, atMs }, failingChecks(checks));
      await tell(tx, appeal, state, code, atMs);
      const { listingId, against } = appeal;
      const subject = `appeal:${appeal.id}`;
      await recordAudit(tx, {
        ...{ actorId: actor.accountId, action: `appeal.${input.decision}` as const, subject },
        code,
        reason: words,
        facts: { listingId, accountId: appeal.accountId, against, ...(loss && { badge: loss.badge, lost: loss.code }) },
        atMs,
      });
      return ok(null);
    },
  );
  const act = { actorId: actor.accountId, action: `appeal.${input.decision}` as const, subject: `appeal:${appeal.id}` };
  if (!decided.ok && !(await isSecondClick(deps.db.pool, { ...act, code, reason: words, atMs }))) return decided;
  deps.offerMemory.clear();
  const row = await findAppeal(prisma, appeal.id);
  return row ? ok(toAppealView(row)) : fail('not_found', { what: 'appeal' });
}

type Why = { actorId: string; code: string | null; words: string | null; atMs: number };

/** A decision that something else has replaced since is left as it is: the appeal is answered all the same. */
async function undo(tx: Transaction, appeal: AppealRow, why: Why, waived: Record<string, string>): Promise<void> {
  const { listingId, accountId } = appeal;
  if (listingId === null) {
    await liftBan(tx, { ...why, accountId });
    return;
  }
  const last = await findLastChange(tx, listingId, accountId);
  if (!last || decisionKeyOf(last.id) !== appeal.decisionKey) return;
  const made = await makeDecision(tx, 'reinstate', { ...why, listingId, by: 'admin', evidence: null });
  if (made.ok) await waiveChecks(tx, listingId, waived);
}

async function tell(
  tx: Transaction,
  appeal: AppealRow,
  decision: 'granted' | 'refused',
  code: string | null,
  atMs: number,
) {
  const { id: appealId, accountId, listingId } = appeal;
  const facts = { appealId, listingId, decision, code };
  await recordEvent(tx, { kind: 'appeal_decided', accountId, subject: `appeal:${appealId}`, facts }, atMs);
}
