import { fail, type Language, ok, type Result } from '@spindle/shared';
import { type Database, type RecordedEvent, readEvent } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { hrefOf } from './kinds.ts';
import { countUnread, type NoticeCursor, type NoticeRow, readNames, readNotices } from './notices.repo.ts';
import { renderNotice } from './render-notice.ts';
import type { NoticePage, NoticeView } from './shapes.ts';

const PAGE_SIZE = 30;
/** "99+" */
const MOST_COUNTED = 100;
const CURSOR = /^(\d{1,15})_([0-9a-f-]{36})$/;

export interface ListNoticesInput {
  cursor?: string | undefined;
  limit?: number | undefined;
  /** That of the screen. */
  language: Language;
}

/** A reader's notices, newest first. */
export async function listNotices(
  { db }: { db: Database },
  actor: Actor,
  { cursor, limit = PAGE_SIZE, language }: ListNoticesInput,
): Promise<Result<NoticePage, 'invalid_input'>> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && !after)
    return fail('invalid_input', { field: 'cursor', hint: 'take it from the page before' });
  const rows = await readNotices(db.pool, actor.accountId, after, limit + 1);
  const page = rows.slice(0, limit);
  // A kind that a newer broker wrote is left out here, and shown by that one.
  const read = page.flatMap((row) => {
    const recorded = readEvent({ ...row, id: '0' });
    return recorded ? [{ row, recorded }] : [];
  });
  const names = await namesIn(
    db,
    read.map(({ recorded }) => recorded),
  );
  const items = read.map(({ row, recorded }) => toView(row, recorded, names, language));
  const last = page.at(-1);
  return ok({ items, next: rows.length > limit && last ? `${last.last_at.getTime()}_${last.id}` : null });
}

/** How many are unread; a hundred stands for more. */
export const unreadNotices = async ({ db }: { db: Database }, actor: Actor): Promise<Result<number>> =>
  ok(await countUnread(db.pool, actor.accountId, MOST_COUNTED));

function toView(
  row: NoticeRow,
  { event }: RecordedEvent,
  names: ReadonlyMap<string, string>,
  language: Language,
): NoticeView {
  const { id, count, last_at, is_read } = row;
  const words = renderNotice(event, names, language);
  return {
    noticeId: id,
    kind: event.kind,
    ...words,
    count,
    atMs: last_at.getTime(),
    isRead: is_read,
    href: hrefOf(event),
  };
}

async function namesIn(db: Database, recorded: readonly RecordedEvent[]): Promise<ReadonlyMap<string, string>> {
  const of = (name: string) => recorded.flatMap(({ event }) => stringAt(event.facts, name));
  return readNames(db.pool, of('listingId'), of('modelId'));
}

function stringAt(facts: object, name: string): string[] {
  const value: unknown = Reflect.get(facts, name);
  return typeof value === 'string' ? [value] : [];
}

function parseCursor(cursor: string): NoticeCursor | null {
  const [, atMs, id] = CURSOR.exec(cursor) ?? [];
  return atMs !== undefined && id !== undefined ? { atMs: Number(atMs), id } : null;
}
