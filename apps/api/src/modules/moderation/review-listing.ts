import { fail, type Result } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { type AdminMove, findListing, type ListingView, type MoveListingDeps, moveByAdmin } from '../listings/index.ts';
import { recordAudit } from './audit-log/index.ts';
import type { ReviewInput } from './shapes.ts';

const MIN_REASON_CHARS = 10;

/** Decides on a listing that waits for review. Of two admins who decide at once, one does, and the other is told so. */
export async function reviewListing(
  deps: MoveListingDeps,
  actor: Actor,
  { listingId, decision, reason }: ReviewInput,
): Promise<Result<ListingView>> {
  return decide(deps, actor, decision, listingId, reason?.trim() || null);
}

/** Takes a listing off the market until its owner has asked for another review. */
export async function pauseByAdmin(
  deps: MoveListingDeps,
  actor: Actor,
  { listingId, reason }: { listingId: string; reason: string },
): Promise<Result<ListingView>> {
  return decide(deps, actor, 'pause', listingId, reason.trim());
}

async function decide(
  deps: MoveListingDeps,
  actor: Actor,
  move: AdminMove,
  listingId: string,
  reason: string | null,
): Promise<Result<ListingView>> {
  if (move !== 'approve' && (reason?.length ?? 0) < MIN_REASON_CHARS) return fail('reason_required');
  const atMs = deps.clock.nowMs();
  const subject = `listing:${listingId}`;
  const record = { actorId: actor.accountId, action: `listing.${move}`, subject, reason, atMs };
  // One transaction: no decision without its entry, no entry without its decision.
  const moved = await deps.db.prisma.$transaction(async (tx) => {
    // An approval's remark is for the log; on the listing a reason would mean that something is wrong with it.
    const listingReason = move === 'approve' ? null : reason;
    const result = await moveByAdmin(tx, move, { listingId, reason: listingReason, atMs });
    if (result.ok) await recordAudit(tx, record);
    return result;
  });
  if (!moved.ok) return moved;
  deps.offerMemory.clear();
  return findListing(deps, listingId);
}
