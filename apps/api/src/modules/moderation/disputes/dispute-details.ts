import { checkReceipt } from '@spindle/sealed/node';
import { fail, ok, type Result } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';
import { type Actor, readAdmins } from '../../accounts/index.ts';
import { readCanariesUntil } from '../../canaries/index.ts';
import { findState } from '../../listings/index.ts';
import { billReceipt, readHeldTerms, readJourney } from '../../usage/index.ts';
import { checkNow } from '../checks/check-listings.ts';
import { LOOK_BACK_MS } from './clock-times.ts';
import type { DisputeDeps } from './dispute-deps.ts';
import { readDisputes } from './disputes.repo.ts';
import { type EvidenceRow, readEvidence } from './evidence.repo.ts';
import type { AdminDispute, AnswerEvidence, DisputeDetails } from './shapes.ts';
import { toAdminView } from './views.ts';

/** What waits for a decision, longest first; or what is decided, newest first. */
export async function disputesForAdmin(
  { db }: DisputeDeps,
  actor: Actor,
  { isOpen }: { isOpen: boolean },
): Promise<Result<AdminDispute[]>> {
  const [records, admins] = await Promise.all([readDisputes(db.pool, { isOpen }), readAdmins(db.pool)]);
  return ok(records.map((record) => toAdminView(record, admins, actor.accountId)));
}

/** One dispute with what the market knows of the answer: looked up and proven anew each time. */
export async function disputeDetails(
  { db, clock }: DisputeDeps,
  actor: Actor,
  { disputeId }: { disputeId: string },
): Promise<Result<DisputeDetails>> {
  const [dispute] = await readDisputes(db.pool, { id: disputeId });
  if (!dispute) return fail('not_found', { what: 'dispute' });
  const since = new Date(clock.nowMs() - LOOK_BACK_MS);
  const row = dispute.jobId === null ? null : await readEvidence(db.pool, dispute.jobId, since);
  const [admins, evidence, listing] = await Promise.all([
    readAdmins(db.pool),
    row && evidenceOf(db.pool, row),
    dispute.listing && listingOf({ db, clock }, dispute.listing.listingId),
  ]);
  return ok({ dispute: toAdminView(dispute, admins, actor.accountId), evidence, listing });
}

async function listingOf(deps: DisputeDeps, listingId: string): Promise<DisputeDetails['listing']> {
  const state = await findState(deps.db.pool, listingId);
  return state === null ? null : { state, checks: await checkNow(deps, listingId) };
}

async function evidenceOf(sql: Sql, row: EvidenceRow): Promise<AnswerEvidence> {
  const { receipt: text, receipt_signature: signature } = row;
  const receipt = text !== null && signature !== null ? { text, signature } : null;
  const toMs = row.created_at.getTime();
  const journey = readJourney(row.decision).attempts;
  const held = readHeldTerms(JSON.parse(row.terms))[row.node_id ?? ''] ?? null;
  return {
    receipt,
    ...(await checked(row, receipt, held)),
    termsJson: held && JSON.stringify(held.terms),
    modelId: row.model_id,
    end: row.end,
    errorCode: row.error_code,
    journey,
    bytes: bytesOf(journey),
    canaries:
      row.node_id === null ? null : await readCanariesUntil(sql, row.node_id, { fromMs: toMs - LOOK_BACK_MS, toMs }),
    tokens: { input: row.input_tokens, cached: row.cached_tokens, output: row.output_tokens },
    costNano: BigInt(row.cost_nano),
    feeNano: BigInt(row.fee_nano),
    firstTokenMs: row.first_token_ms,
    totalMs: row.total_ms,
    tokensPerSecond: row.tokens_per_second,
    node:
      row.node_id === null
        ? null
        : {
            nodeId: row.node_id,
            answers: row.node_answers ?? 0,
            firstTokenMs: row.node_first_token_ms,
            tokensPerSecond: row.node_tokens_per_second,
          },
    ofListing: { requests: row.listing_requests, disputes: row.listing_disputes, refunded: row.listing_refunded },
  };
}

const bytesOf = (journey: AnswerEvidence['journey']): number | null =>
  journey.some(({ bytes }) => bytes !== undefined) ? journey.reduce((sum, { bytes = 0 }) => sum + bytes, 0) : null;

/** The signature, and what receipt and terms come to. */
async function checked(
  row: EvidenceRow,
  receipt: AnswerEvidence['receipt'],
  held: ReturnType<typeof readHeldTerms>[string] | null,
): Promise<Pick<AnswerEvidence, 'receiptCheck' | 'billedNano'>> {
  if (!receipt || !held) return { receiptCheck: 'none', billedNano: null };
  const { terms, receiptKey } = held;
  const manifest = { nodeId: terms.nodeId, receiptKey };
  const result = await checkReceipt(receipt, { manifest, terms, requestHash: row.request_hash });
  if (!result.ok) return { receiptCheck: { field: String(result.fault.facts?.field ?? 'receipt') }, billedNano: null };
  const delivered = result.value.end === 'stopped' ? row.output_tokens : null;
  return { receiptCheck: 'fits', billedNano: billReceipt(terms, result.value, delivered).costNano };
}
