import { fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import { namesOf } from '../accounts/index.ts';
import { findAuditEntries } from './audit.repo.ts';
import type { AuditPage } from './shapes.ts';

const PAGE_SIZE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What admins did and why, newest first. Nobody can change or delete it, us included. */
export async function auditLog(
  deps: { db: Database },
  { cursor, limit = PAGE_SIZE }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Result<AuditPage, 'invalid_input'>> {
  if (cursor !== undefined && !UUID.test(cursor)) {
    return fail('invalid_input', { field: 'cursor', hint: 'take it from the page before' });
  }
  const rows = await findAuditEntries(deps.db.prisma, cursor, limit + 1);
  const page = rows.slice(0, limit);
  const names = await namesOf(
    deps,
    page.flatMap(({ actorId }) => actorId ?? []),
  );
  const items = page.map(({ id, actorId, action, subject, reason, createdAt }) => ({
    id,
    actorName: actorId === null ? null : (names.get(actorId) ?? actorId),
    action,
    subject,
    reason,
    atMs: createdAt.getTime(),
  }));
  return ok({ items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null });
}
