import { fail, ok, type Result } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import type { DecisionChange } from '../../listings/index.ts';
import { checkNow } from '../checks/check-listings.ts';
import { evidenceFor } from '../checks/evidence.ts';
import { checkReason } from '../decisions/check-reason.ts';
import type { DisputeDeps } from './dispute-deps.ts';
import { readDisputes } from './disputes.repo.ts';
import type { TakeOff } from './shapes.ts';

/** The decision on a reported listing, resting on what the market's own checks say now and on the report. */
export async function toTakeOff(
  deps: DisputeDeps,
  { accountId }: Actor,
  disputeId: string,
  { decision, code }: TakeOff,
  reason: string,
  atMs: number,
): Promise<Result<DecisionChange>> {
  const said = checkReason(decision, code, reason);
  if (!said.ok) return said;
  const [dispute] = await readDisputes(deps.db.pool, { id: disputeId });
  if (!dispute?.listing) return fail('not_found', { what: 'listing' });
  const { listingId } = dispute.listing;
  const evidence = {
    ...evidenceFor(said.value.code, await checkNow(deps, listingId)),
    disputeId,
    report: dispute.code,
  };
  return ok({ listingId, ...said.value, by: 'admin', actorId: accountId, evidence, atMs });
}
