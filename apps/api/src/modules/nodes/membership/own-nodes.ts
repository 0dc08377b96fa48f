import { type ErrorCode, fail, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import type { Registry } from '../linking/registry.ts';
import { readListing } from './joining.repo.ts';
import { mayJoin } from './make-join-code.ts';
import { moveOwnNode, retireOwnNode } from './own-nodes.repo.ts';

interface OwnNodesDeps {
  db: Database;
  clock: Clock;
  registry: Registry;
}

/**
 * Takes a node off its listing for good: its link ends and it is let in no more until it joins with a new code. What it
 * earned stays earned, and its receipts are taken until then. Refusal: `not_found`.
 */
export async function retireNode(deps: OwnNodesDeps, actor: Actor, nodeId: string): Promise<Result<null>> {
  const isRetired = await retireOwnNode(deps.db.pool, actor.accountId, nodeId, deps.clock.nowMs());
  if (!isRetired) return fail('not_found', { what: 'node' });
  letGo(deps.registry, nodeId, 'node_unknown');
  return ok(null);
}

/** Moves a node to another listing of its owner. It links again by itself. Refusals: `not_found`, `listing_state`. */
export async function moveNode(
  deps: OwnNodesDeps,
  actor: Actor,
  { nodeId, listingId }: { nodeId: string; listingId: string },
): Promise<Result<null>> {
  const listing = await readListing(deps.db.pool, listingId);
  if (listing?.accountId !== actor.accountId) return fail('not_found', { what: 'listing' });
  if (!mayJoin(listing.state)) return fail('listing_state', { state: listing.state });
  if (!(await moveOwnNode(deps.db.pool, actor.accountId, nodeId, listingId)))
    return fail('not_found', { what: 'node' });
  letGo(deps.registry, nodeId, 'node_moved');
  return ok(null);
}

/** Answers in work go on until the link is closed a moment later; the node keeps their receipts. */
const letGo = (registry: Registry, nodeId: string, code: ErrorCode): void =>
  registry.get(nodeId)?.end(fail(code).fault);
