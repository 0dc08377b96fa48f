import { machineFingerprint } from '@spindle/sealed/node';
import { type ErrorCode, FaultError, fail, hardwareOf, ok, type Result, uuidv7 } from '@spindle/shared';
import { inTransaction } from '../../../platform/index.ts';
import { type Actor, becomeProvider } from '../../accounts/index.ts';
import { createListing } from '../../listings/index.ts';
import { hashJoinCode, JOIN_CODE_MINUTES } from '../membership/join-code.ts';
import { readListing, registerNode } from '../membership/joining.repo.ts';
import { mayJoin } from '../membership/make-join-code.ts';
import { findOpen } from './find-open.ts';
import type { PairingDeps } from './pairing-deps.ts';
import type { ConfirmPairingInput } from './pairing-shapes.ts';
import { findListingOf, findOwnerOf, markJoined, movePairing, type PairingRow } from './pairings.repo.ts';

/** How long a second press waits for the first. */
const OTHER_PRESS_MS = 5_000;

export interface ConfirmedPairing {
  listingId: string;
}

/**
 * A person says that a machine is theirs, and where it belongs. A second press finds it done. Whoever was no provider is
 * one from now on. Refusals: those of `findOpen` and `createListing`, `pairing_fingerprint`, `node_taken`,
 * `listing_state`, `not_found`.
 */
export async function confirmPairing(
  deps: PairingDeps,
  actor: Actor,
  input: ConfirmPairingInput,
): Promise<Result<ConfirmedPairing>> {
  const found = await findOpen(deps, actor, input.code);
  if (!found.ok) return found;
  const pairing = found.value;
  const done = pairing.nodeId && (await findListingOf(deps.db.pool, pairing.nodeId));
  if (done) return ok({ listingId: done });
  if (machineFingerprint(pairing.identityKey) !== input.fingerprint) return fail('pairing_fingerprint');
  const owner = await findOwnerOf(deps.db.pool, pairing.identityKey);
  if (owner && owner !== actor.accountId) return fail('node_taken');

  const move = { codeHash: pairing.codeHash, accountId: actor.accountId, nowMs: deps.clock.nowMs() };
  const isMine = await movePairing(deps.db.pool, { ...move, from: 'open', to: 'confirming' });
  if (!isMine) return awaitOther(deps, actor, input.code);
  const joined = await joinListing(deps, actor, pairing, input).catch(async (error: unknown) => {
    await movePairing(deps.db.pool, { ...move, from: 'confirming', to: 'open' });
    throw error;
  });
  if (!joined.ok) await movePairing(deps.db.pool, { ...move, from: 'confirming', to: 'open' });
  deps.waiters.wake(pairing.codeHash);
  return joined;
}

/** The same person pressed twice: what the first press comes to is the answer of both. */
async function awaitOther(deps: PairingDeps, actor: Actor, code: string): Promise<Result<ConfirmedPairing>> {
  await deps.waiters.wait(hashJoinCode(code), OTHER_PRESS_MS);
  const found = await findOpen(deps, actor, code);
  if (!found.ok) return found;
  const listingId = found.value.nodeId && (await findListingOf(deps.db.pool, found.value.nodeId));
  return listingId ? ok({ listingId }) : fail('pairing_invalid', { minutes: JOIN_CODE_MINUTES });
}

/** The pairing is held for this person meanwhile, so that of two presses one makes a listing. */
async function joinListing(
  deps: PairingDeps,
  actor: Actor,
  pairing: PairingRow,
  input: ConfirmPairingInput,
): Promise<Result<ConfirmedPairing>> {
  if (!actor.roles.includes('provider')) {
    const made = await becomeProvider(deps, actor);
    if (!made.ok) return made;
  }
  const listing = await listingFor(deps, actor, input);
  if (!listing.ok) return listing;
  const listingId = listing.value;
  try {
    await inTransaction(deps.db.pool, async (sql) => {
      const nodeId = await registerNode(sql, nodeOf(pairing, listingId, deps.clock.nowMs()));
      if (!nodeId) refuse('node_taken');
      const isMarked = await markJoined(sql, { codeHash: pairing.codeHash, accountId: actor.accountId, nodeId });
      if (!isMarked) refuse('pairing_replaced');
    });
    return ok({ listingId });
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function listingFor(
  deps: PairingDeps,
  actor: Actor,
  { listingId, listing }: ConfirmPairingInput,
): Promise<Result<string>> {
  if (listing) {
    const made = await createListing(deps, actor, listing);
    return made.ok ? ok(made.value.listingId) : made;
  }
  const known = listingId === undefined ? null : await readListing(deps.db.pool, listingId);
  if (!known || listingId === undefined || known.accountId !== actor.accountId) {
    return fail('not_found', { what: 'listing' });
  }
  return mayJoin(known.state) ? ok(listingId) : fail('listing_state', { state: known.state });
}

function nodeOf({ identityKey, program, report }: PairingRow, listingId: string, nowMs: number) {
  if (!report) return refuse('pairing_invalid');
  const hardware = hardwareOf(report);
  return { nodeId: uuidv7(nowMs), listingId, identityKey, program, hardware, report, joinedAtMs: nowMs };
}

/** Rolls the transaction back. */
function refuse(code: ErrorCode): never {
  throw new FaultError(fail(code, { minutes: JOIN_CODE_MINUTES }).fault);
}
