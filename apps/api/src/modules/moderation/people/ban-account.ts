import { fail, type Language, ok, type Result } from '@spindle/shared';
import { reasonWords } from '@spindle/shared/reasons';
import { recordEvent, type Transaction } from '../../../platform/index.ts';
import { type Actor, type ActorMemory, type Ban, banAccountRow, findPerson, lockAdmins } from '../../accounts/index.ts';
import type { MoveListingDeps } from '../../listings/index.ts';
import { retireMachines } from '../../nodes/index.ts';
import { isSecondClick, recordAudit } from '../audit-log/index.ts';
import { checkReason } from '../decisions/check-reason.ts';
import { makeDecision } from '../decisions/make-decision.ts';
import type { BanInput } from '../shapes.ts';
import { forgetPerson } from './forget-person.ts';
import { listingsIn } from './people.repo.ts';

const STANDING = ['in_review', 'asked', 'live', 'rejected', 'paused'] as const;

type Refusal = 'account_state' | 'role_required';

/**
 * Bans an account: sessions and keys end, its listings leave the market, its machines are unlinked. What it earned is
 * paid out all the same, its deposit can be taken back, and it may appeal: those doors stay open. Answers that run are
 * finished and paid. An admin does not ban themselves, so the last one is never banned.
 */
export async function banAccount(
  deps: MoveListingDeps & { actors: ActorMemory },
  actor: Actor,
  { accountId, code, reason }: BanInput,
): Promise<Result<null>> {
  if (accountId === actor.accountId) return fail('not_on_yourself');
  const said = checkReason('ban', code, reason);
  if (!said.ok) return said;
  const person = await findPerson(deps.db.pool, accountId);
  if (!person) return fail('not_found', { what: 'account' });
  const by = { code: said.value.code ?? 'other', by: actor.accountId, atMs: deps.clock.nowMs() };
  const ban = { accountId, ...by, words: wordsOf(by.code, said.value.words, person.language) };
  const banned = await deps.db.prisma.$transaction((tx) => carryOut(tx, ban, said.value.words));
  if (!banned.ok) {
    const act = {
      actorId: actor.accountId,
      action: 'account.ban' as const,
      subject: `account:${accountId}`,
      atMs: by.atMs,
    };
    const why = { code: by.code, reason: said.value.words };
    return (await isSecondClick(deps.db.pool, { ...act, ...why })) ? ok(null) : banned;
  }
  forgetPerson(deps);
  deps.nodes.unlink(banned.value);
  return ok(null);
}

/** All of it or nothing. @returns the listings whose machines have to go. */
async function carryOut(tx: Transaction, ban: Ban, words: string | null): Promise<Result<string[], Refusal>> {
  const { accountId, by: actorId, code, atMs } = ban;
  // Two admins who ban each other: the second is none any more.
  if (!(await lockAdmins(tx)).includes(actorId)) return fail('role_required', { role: 'admin' });
  if (!(await banAccountRow(tx, ban))) return fail('account_state');
  const listingIds = await listingsIn(tx, accountId, STANDING);
  for (const listingId of listingIds) {
    await makeDecision(tx, 'ban', { listingId, by: 'admin', actorId, code, words, evidence: null, atMs });
  }
  await retireMachines(tx, accountId, atMs);
  const subject = `account:${accountId}`;
  await recordEvent(tx, { kind: 'account_banned', accountId, subject, facts: { code } }, atMs);
  const facts = { listings: listingIds.length };
  await recordAudit(tx, { actorId, action: 'account.ban', subject, code, reason: words, facts, atMs });
  return ok(listingIds);
}

/** What the person reads when anything is refused to them: the reason in their language, and what the admin wrote. */
function wordsOf(code: string, words: string | null, language: Language): string {
  const template = code === 'other' ? null : (reasonWords(code, language)?.text ?? null);
  return [template, words].filter((part) => part !== null).join(' ');
}
