import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { type Clock, type Database, recordEvent } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import type { AppealInput, AppealView } from '../shapes.ts';
import { toAppealView } from './appeal-view.ts';
import { findAppeal, insertAppeal } from './appeals.repo.ts';
import { whatToAppeal } from './what-to-appeal.ts';

/** What a provider says against the decision that stands: once for each, in words that another admin reads. */
export async function openAppeal(
  deps: { db: Database; clock: Clock },
  actor: Actor,
  { listingId, lossId, words }: AppealInput,
): Promise<Result<AppealView>> {
  const found = await whatToAppeal(deps, actor, { listingId, lossId });
  if (!found.ok) return found;
  const atMs = deps.clock.nowMs();
  const id = uuidv7(atMs);
  const appeal = { id, accountId: actor.accountId, ...found.value, words: words.trim() };
  const isOpened = await deps.db.prisma.$transaction(async (tx) => {
    const isNew = await insertAppeal(tx, { ...appeal, createdAt: new Date(atMs) });
    const facts = { appealId: id, listingId: appeal.listingId };
    if (isNew) await recordEvent(tx, { kind: 'appeal_opened', accountId: null, subject: `appeal:${id}`, facts }, atMs);
    return isNew;
  });
  if (!isOpened) return fail('appeal_once');
  const row = await findAppeal(deps.db.prisma, id);
  return row ? ok(toAppealView(row)) : fail('not_found', { what: 'appeal' });
}
