import { fail, ok, type Result } from '@spindle/shared';
import { inTransaction } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { LEAST_WORDS, MAX_WORDS } from './clock-times.ts';
import type { DisputeDeps } from './dispute-deps.ts';
import { lockDispute, readDisputes, writeAnswer } from './disputes.repo.ts';
import type { DisputeView, ProviderDispute } from './shapes.ts';
import { toOpenerView, toProviderView } from './views.ts';

/** What this person has opened, newest first. */
export async function myDisputes({ db }: DisputeDeps, actor: Actor): Promise<Result<DisputeView[]>> {
  return ok((await readDisputes(db.pool, { openerId: actor.accountId })).map(toOpenerView));
}

/** What this person has opened about one answer; null when they have not, or it is another's. */
export async function disputeOfJob(
  { db }: DisputeDeps,
  { accountId }: Actor,
  { jobId }: { jobId: string },
): Promise<Result<DisputeView | null>> {
  const [dispute] = await readDisputes(db.pool, { jobId });
  return ok(dispute?.opener.accountId === accountId ? toOpenerView(dispute) : null);
}

/** What a provider was asked, and what was decided about them. */
export async function disputesOfProvider({ db }: DisputeDeps, actor: Actor): Promise<Result<ProviderDispute[]>> {
  return ok((await readDisputes(db.pool, { providerId: actor.accountId })).map(toProviderView));
}

/** A provider's own words, once. Refusals: `not_found`, `dispute_state`, `dispute_words_needed`. */
export async function answerDispute(
  { db, clock }: DisputeDeps,
  actor: Actor,
  { disputeId, words }: { disputeId: string; words: string },
): Promise<Result<ProviderDispute>> {
  const answer = words.trim().slice(0, MAX_WORDS);
  if (answer.length < LEAST_WORDS) return fail('dispute_words_needed', { least: LEAST_WORDS });
  const refusal = await inTransaction(db.pool, async (sql) => {
    const dispute = await lockDispute(sql, disputeId);
    if (dispute?.providerId !== actor.accountId) return fail('not_found', { what: 'dispute' });
    if (dispute.state !== 'asked') return fail('dispute_state', { state: dispute.state });
    await writeAnswer(sql, disputeId, answer, new Date(clock.nowMs()));
    return null;
  });
  if (refusal) return refusal;
  const [dispute] = await readDisputes(db.pool, { id: disputeId });
  return dispute ? ok(toProviderView(dispute)) : fail('not_found', { what: 'dispute' });
}
