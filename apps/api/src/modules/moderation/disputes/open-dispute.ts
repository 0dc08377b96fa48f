import { type AccountId, fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { inTransaction, recordEvent, type Sql } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { findAnswer, findOwner } from './answer-in-question.repo.ts';
import { DAY_MS, LEAST_WORDS, MAX_WORDS } from './clock-times.ts';
import type { DisputeDeps } from './dispute-deps.ts';
import { insertDispute, type NewDispute, readDisputes } from './disputes.repo.ts';
import type { DisputeView, OpenDisputeInput, ReportListingInput } from './shapes.ts';
import { checkShown, keepShown, type ShownDeps } from './shown/index.ts';
import { toOpenerView } from './views.ts';

export interface OpenDisputeDeps extends ShownDeps {
  /** How long an answer of that time can be disputed, by the policy that held then. */
  disputeMs: (answeredAtMs: number) => number;
}

/**
 * A buyer says that an answer was not what they paid for. Only what they write themselves is sent, and question and answer
 * where they choose to show them to the admins.
 * Refusals: `not_found`, `dispute_not_billed`, `dispute_too_late`, `own_listing_report`, `dispute_words_needed`,
 * `dispute_shown_too_large`, `dispute_exists`.
 */
export async function openDispute(
  deps: OpenDisputeDeps,
  actor: Actor,
  input: OpenDisputeInput,
): Promise<Result<DisputeView>> {
  const nowMs = deps.clock.nowMs();
  const answer = await findAnswer(deps.db.pool, actor.accountId, input.jobId);
  if (!answer) return fail('not_found', { what: 'request' });
  if (answer.costNano === 0n || answer.providerId === null) return fail('dispute_not_billed');
  const disputeMs = deps.disputeMs(answer.atMs);
  if (answer.atMs < nowMs - disputeMs) return fail('dispute_too_late', { days: disputeMs / DAY_MS });
  const shown = checkShown(input.shown);
  if (!shown.ok) return shown;
  const { providerId, listingId } = answer;
  const about = { kind: 'answer', jobId: input.jobId, listingId, providerId } as const;
  const keep = (sql: Sql, id: string) =>
    shown.value === null ? undefined : keepShown(sql, deps.shownSecret, id, shown.value, nowMs);
  return insert(deps, actor, about, input, nowMs, keep);
}

/** Anybody says that a listing is not what it claims. Refusals: `not_found`, and those of `openDispute`. */
export async function reportListing(
  deps: DisputeDeps,
  actor: Actor,
  input: ReportListingInput,
): Promise<Result<DisputeView>> {
  const { listingId } = input;
  const providerId = await findOwner(deps.db.pool, listingId);
  if (!providerId) return fail('not_found', { what: 'listing' });
  return insert(deps, actor, { kind: 'listing', jobId: null, listingId, providerId }, input, deps.clock.nowMs());
}

async function insert(
  { db }: DisputeDeps,
  actor: Actor,
  about: Pick<NewDispute, 'kind' | 'jobId' | 'listingId'> & { providerId: AccountId },
  { code, words: given }: OpenDisputeInput | ReportListingInput,
  nowMs: number,
  keep?: (sql: Sql, disputeId: string) => Promise<void> | undefined,
): Promise<Result<DisputeView>> {
  if (about.providerId === actor.accountId) return fail('own_listing_report');
  const words = given?.trim().slice(0, MAX_WORDS) || null;
  if (code === 'other' && (words?.length ?? 0) < LEAST_WORDS)
    return fail('dispute_words_needed', { least: LEAST_WORDS });
  const id = uuidv7(nowMs);
  const isNew = await inTransaction(db.pool, async (sql) => {
    const row = { ...about, id, openerId: actor.accountId, code, words, now: new Date(nowMs) };
    if (!(await insertDispute(sql, row))) return false;
    await keep?.(sql, id);
    if (about.jobId === null) return true;
    const facts = { disputeId: id, jobId: about.jobId, side: 'provider' as const, code };
    const event = { kind: 'dispute_opened' as const, accountId: about.providerId, subject: `dispute:${id}`, facts };
    await recordEvent(sql, event, nowMs);
    return true;
  });
  const [dispute] = isNew ? await readDisputes(db.pool, { id }) : [];
  return dispute ? ok(toOpenerView(dispute)) : fail('dispute_exists');
}
