import { type Language, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { KIND_RULES } from './kinds.ts';
import { markReadThrough } from './notices.repo.ts';
import { kindName } from './render-notice.ts';
import { readSettings, writeSettings } from './settings.repo.ts';
import type { ChangeNoticesInput, NoticeKind, NoticeSettings } from './shapes.ts';

const KINDS = Object.keys(KIND_RULES).filter((kind): kind is NoticeKind => Object.hasOwn(KIND_RULES, kind));
/** Kinds that only admins get. */
const FOR_ADMINS: readonly NoticeKind[] = ['listing_answered', 'appeal_opened'];

type Deps = { db: Database };

/** What a reader wants to hear of: all that can be muted, in their language. */
export async function noticeSettings({ db }: Deps, actor: Actor, language: Language): Promise<Result<NoticeSettings>> {
  const { muted, lowBalanceNano } = await readSettings(db.pool, actor.accountId);
  const isForReader = (kind: NoticeKind) => actor.roles.includes('admin') || !FOR_ADMINS.includes(kind);
  const kinds = KINDS.filter((kind) => KIND_RULES[kind].canMute && isForReader(kind)).map((kind) => ({
    kind,
    name: kindName(kind, language),
    isMuted: muted.includes(kind),
  }));
  return ok({ kinds, lowBalanceNano });
}

/** What is left out stays as it is. Kinds that cannot be muted are told nevertheless. */
export async function changeNoticeSettings(
  { db }: Deps,
  actor: Actor,
  { muted, lowBalanceNano }: ChangeNoticesInput,
  language: Language,
): Promise<Result<NoticeSettings>> {
  const old = await readSettings(db.pool, actor.accountId);
  await writeSettings(db.pool, actor.accountId, {
    muted: muted === undefined ? old.muted : KINDS.filter((kind) => KIND_RULES[kind].canMute && muted.includes(kind)),
    lowBalanceNano: lowBalanceNano === undefined ? old.lowBalanceNano : lowBalanceNano,
  });
  return noticeSettings({ db }, actor, language);
}

/** Everything until a moment is read. @param throughMs that of the newest notice on the screen. */
export async function markNoticesRead(
  { db, clock }: Deps & { clock: Clock },
  actor: Actor,
  { throughMs }: { throughMs: number },
): Promise<Result<null>> {
  await markReadThrough(db.pool, actor.accountId, Math.min(throughMs, clock.nowMs()));
  return ok(null);
}
