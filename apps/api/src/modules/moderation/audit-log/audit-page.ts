import { fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../../platform/index.ts';
import { namesOf } from '../../accounts/index.ts';
import type { AuditPage, AuditPageInput } from '../shapes.ts';
import { auditActionOf } from './actions.ts';
import { readEntriesBefore } from './audit-log.repo.ts';
import { readSubjectNames } from './subject-names.repo.ts';

const PAGE_SIZE = 50;
const SEQ = /^\d{1,15}$/;

/** What admins did and why, newest first. Nobody can change or delete it, us included. */
export async function auditLog(
  deps: { db: Database },
  { cursor, limit = PAGE_SIZE, subject }: AuditPageInput,
): Promise<Result<AuditPage, 'invalid_input'>> {
  if (cursor !== undefined && !SEQ.test(cursor)) {
    return fail('invalid_input', { field: 'cursor', hint: 'take it from the page before' });
  }
  const before = cursor === undefined ? null : Number(cursor);
  const rows = await readEntriesBefore(deps.db.pool, { before, subject: subject ?? null, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const actors = page.flatMap(({ actorId }) => actorId ?? []);
  const subjects = page.map((entry) => entry.subject);
  const [names, called] = await Promise.all([namesOf(deps, actors), readSubjectNames(deps.db.pool, subjects)]);
  const items = page.map(({ id, seq, hash, actorId, action, subject, code, reason, facts, atMs }) => ({
    ...{ id, seq, hash, action, known: auditActionOf(action), subject, code, reason, atMs },
    actorName: actorId === null ? null : (names.get(actorId) ?? actorId),
    subjectName: called.get(subject) ?? null,
    facts: facts === null ? null : JSON.stringify(facts),
  }));
  return ok({ items, next: rows.length > limit ? String(page.at(-1)?.seq ?? '') : null });
}
