import {
  type Environment,
  type ErrorCode,
  FaultError,
  fail,
  type JoinReply,
  type JoinRequest,
  ok,
  type Result,
  uuidv7,
} from '@spindle/shared';
import { type Clock, type Database, inTransaction } from '../../../platform/index.ts';
import { readOffers } from '../nodes.repo.ts';
import { hashJoinCode, JOIN_CODE_MINUTES } from './join-code.ts';
import { readListing, registerNode, useJoinCode } from './joining.repo.ts';
import { mayJoin } from './make-join-code.ts';

export interface JoinDeps {
  db: Database;
  clock: Clock;
  env: Environment;
  /** Ed25519 key (hex) that signs quotes: the node works for no other. */
  brokerKey: string;
}

/**
 * A machine joins a listing. A code works once, however many machines come with it at the same time. A machine that was
 * there before keeps its node, and may move between listings of one provider, never to another's.
 * Refusals: `join_code_invalid`, `listing_state`, `node_taken`.
 */
export async function join(deps: JoinDeps, request: JoinRequest): Promise<Result<JoinReply>> {
  const { db, clock, env, brokerKey } = deps;
  const nowMs = clock.nowMs();
  try {
    const reply = await inTransaction(db.pool, async (sql): Promise<JoinReply> => {
      const listingId = await useJoinCode(sql, hashJoinCode(request.code), nowMs);
      const listing = listingId && (await readListing(sql, listingId));
      if (!listing) return refuse('join_code_invalid', { minutes: JOIN_CODE_MINUTES });
      if (!mayJoin(listing.state)) return refuse('listing_state', { state: listing.state });
      const nodeId = await registerNode(sql, {
        ...request,
        ...{ nodeId: uuidv7(nowMs), listingId, joinedAtMs: nowMs, report: request.report ?? null },
      });
      if (!nodeId) return refuse('node_taken');
      const offers = await readOffers(sql, [listingId]);
      return { nodeId, listingId, brokerKey, env, offers: offers.get(listingId) ?? [], tier: listing.tier };
    });
    return ok(reply);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Rolls the transaction back, so that a refused machine does not use the code up. */
function refuse(code: ErrorCode, facts?: Record<string, string | number>): never {
  throw new FaultError(fail(code, facts).fault);
}
