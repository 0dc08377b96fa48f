import { uuidv7 } from '@spindle/shared';
import type { Clock } from '../../platform/index.ts';
import type { NoticeChannel } from './channel.ts';
import { foldIntoRecent, insertNotice, lockReader } from './notices.repo.ts';

/** So long notices of one kind are one, while it is unread. */
const FOLD_MS = 3600_000;

/**
 * The list behind the bell of the Mini App. Its times are those of telling, not of what happened: what is told late is
 * unread, however much was read meanwhile.
 */
export const inAppChannel = ({ clock }: { clock: Clock }): NoticeChannel => ({
  name: 'in_app',
  deliver: async (sql, notice) => {
    const { event, audience, key, folds } = notice;
    const atMs = clock.nowMs();
    const row = { accountId: event.accountId, audience, kind: event.kind, subject: event.subject, facts: event.facts };
    // Two brokers that tell the same person of two things do it one after the other: one of them folds.
    await lockReader(sql, event.accountId ?? audience);
    const isFolded = await foldIntoRecent(sql, { ...row, key, atMs, sinceMs: folds ? atMs - FOLD_MS : null });
    if (!isFolded) await insertNotice(sql, { ...row, id: uuidv7(atMs), key, atMs });
  },
});
