import type { AdminAppeal } from '../shapes.ts';
import { whoDecides } from '../who-decides.ts';
import { toAppealView } from './appeal-view.ts';
import type { AppealRow } from './appeals.repo.ts';

type Parties = Pick<AppealRow, 'accountId' | 'decidedFirstBy'>;

/**
 * Of all admins those who may answer an appeal: not who appeals, and not who made the decision, as long as there is
 * another. Where these two are all there are, the one who made the decision answers.
 */
export function whoAnswers({ accountId, decidedFirstBy }: Parties, adminIds: readonly string[]): readonly string[] {
  const others = adminIds.filter((id) => id !== accountId);
  const impartial = others.filter((id) => id !== decidedFirstBy);
  return [impartial, others].find((ids) => ids.length > 0) ?? adminIds;
}

/** Why an admin may not answer an appeal, as the code that they are refused with; null: they may. */
export function barredFromAppeal(parties: Parties, adminIds: readonly string[], actorId: string) {
  if (whoAnswers(parties, adminIds).includes(actorId)) return null;
  return parties.accountId === actorId ? 'not_on_yourself' : 'appeal_other_admin';
}

/** An appeal as one of the admins sees it. */
export function toAdminAppeal(
  row: AppealRow,
  admins: readonly { accountId: string; firstName: string }[],
  actorId: string,
): AdminAppeal {
  const ids = admins.map(({ accountId }) => accountId);
  const view = { ...toAppealView(row), accountId: row.accountId };
  return { ...view, whoDecides: whoDecides(admins, actorId, (adminId) => barredFromAppeal(row, ids, adminId)) };
}
