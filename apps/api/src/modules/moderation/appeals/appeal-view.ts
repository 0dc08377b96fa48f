import type { AppealAgainst, AppealState, AppealView } from '../shapes.ts';
import type { AppealRow } from './appeals.repo.ts';

/** A provider hears about an appeal within two days. */
export const APPEAL_SLA_MS = 48 * 3_600_000;

const AGAINST: readonly AppealAgainst[] = ['rejected', 'paused', 'account_banned', 'badge_lost'];
const STATES: readonly AppealState[] = ['open', 'granted', 'refused'];

export const toAppealView = (row: AppealRow): AppealView => ({
  appealId: row.id,
  listingId: row.listingId,
  against: known(AGAINST, row.against),
  state: known(STATES, row.state),
  words: row.words,
  code: row.code,
  answer: row.answer,
  openedAt: row.createdAt.getTime(),
  decidedAt: row.decidedAt?.getTime() ?? null,
});

/** The database knows these words by our own writing alone, so they are read, not trusted. */
function known<Word extends string>(words: readonly Word[], word: string): Word {
  const found = words.find((each) => each === word);
  if (!found) throw new Error(`an appeal has a word that we do not know: ${word}`);
  return found;
}
