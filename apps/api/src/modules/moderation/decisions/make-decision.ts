import type { Result } from '@spindle/shared';
import { recordEvent, type Transaction } from '../../../platform/index.ts';
import { type DecisionChange, decideOnListing, type ListingDecision } from '../../listings/index.ts';
import { type AuditAction, recordAudit } from '../audit-log/index.ts';
import { ownerOf } from './decisions.repo.ts';

/** A ban that is lifted is one entry of its own, whatever listings it brings back. */
type OneByOne = Exclude<ListingDecision, 'unban'>;

const TOLD: Partial<Record<OneByOne, 'approved' | 'rejected' | 'paused' | 'banned' | 'resumed'>> = {
  approve: 'approved',
  reject: 'rejected',
  expel: 'rejected',
  pause: 'paused',
  spot: 'paused',
  ban: 'banned',
  reinstate: 'resumed',
};

/** What the log calls it: an automatic pause is a pause by nobody, a rejection is one wherever it comes from. */
const actionOf = (decision: OneByOne): AuditAction => {
  if (decision === 'spot') return 'listing.pause';
  return decision === 'expel' ? 'listing.reject' : `listing.${decision}`;
};

/** The decision with its line in the history, its entry in the log and what its owner is told: all or nothing. */
export async function makeDecision(
  tx: Transaction,
  decision: OneByOne,
  change: DecisionChange,
): Promise<Result<null, 'not_found' | 'listing_state'>> {
  const { listingId, actorId, code, words, evidence, atMs } = change;
  // An approval's remark is for the log; on the listing, words would mean that something is wrong with it.
  const isApproval = decision === 'approve' || decision === 'reinstate';
  const made = await decideOnListing(tx, decision, isApproval ? { ...change, words: null } : change);
  if (!made.ok) return made;
  const subject = `listing:${listingId}`;
  const accountId = await ownerOf(tx, listingId);
  const told = TOLD[decision];
  if (decision === 'ask') {
    await recordEvent(
      tx,
      { kind: 'listing_asked', accountId, subject, facts: { listingId, code: code ?? 'other' } },
      atMs,
    );
  } else if (told) {
    await recordEvent(
      tx,
      { kind: 'listing_decided', accountId, subject, facts: { listingId, decision: told, code } },
      atMs,
    );
  }
  await recordAudit(tx, { actorId, action: actionOf(decision), subject, code, reason: words, facts: evidence, atMs });
  return made;
}
