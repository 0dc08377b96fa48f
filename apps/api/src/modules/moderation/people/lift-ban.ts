import { fail, ok, type Result } from '@spindle/shared';
import { recordEvent, type Transaction } from '../../../platform/index.ts';
import { type Actor, type ActorMemory, liftBanRow } from '../../accounts/index.ts';
import { decideOnListing, type MoveListingDeps } from '../../listings/index.ts';
import { isSecondClick, recordAudit } from '../audit-log/index.ts';
import { checkReason } from '../decisions/check-reason.ts';
import { forgetPerson } from './forget-person.ts';
import { listingsIn } from './people.repo.ts';

export interface Lift {
  accountId: string;
  actorId: string;
  code: string | null;
  words: string | null;
  atMs: number;
}

/** Lifts a ban. Listings that it took along are paused: their owner joins machines again and asks for a review. */
export async function liftBan(tx: Transaction, { accountId, actorId, code, words, atMs }: Lift): Promise<boolean> {
  if (!(await liftBanRow(tx, accountId))) return false;
  for (const listingId of await listingsIn(tx, accountId, ['banned'])) {
    const why = { code: 'unbanned', words: null, evidence: null, atMs };
    await decideOnListing(tx, 'unban', { listingId, by: 'admin', actorId, ...why });
  }
  await recordAudit(tx, {
    actorId,
    action: 'account.unban',
    subject: `account:${accountId}`,
    code,
    reason: words,
    atMs,
  });
  return true;
}

/** The same as a decision of its own, without an appeal: its owner is told. Its reason is for the log alone. */
export async function unbanAccount(
  deps: MoveListingDeps & { actors: ActorMemory },
  actor: Actor,
  { accountId, code, reason }: { accountId: string; code?: string | undefined; reason?: string | undefined },
): Promise<Result<null>> {
  const said = checkReason('grant', code, reason);
  if (!said.ok) return said;
  const lift = { accountId, actorId: actor.accountId, ...said.value, atMs: deps.clock.nowMs() };
  const event = { kind: 'account_unbanned' as const, accountId, subject: `account:${accountId}`, facts: {} };
  const isLifted = await deps.db.prisma.$transaction(async (tx) => {
    if (!(await liftBan(tx, lift))) return false;
    await recordEvent(tx, event, lift.atMs);
    return true;
  });
  if (!isLifted) {
    const act = { actorId: actor.accountId, action: 'account.unban' as const, subject: `account:${accountId}` };
    const why = { code: said.value.code, reason: said.value.words, atMs: lift.atMs };
    return (await isSecondClick(deps.db.pool, { ...act, ...why })) ? ok(null) : fail('account_state');
  }
  forgetPerson(deps);
  return ok(null);
}
