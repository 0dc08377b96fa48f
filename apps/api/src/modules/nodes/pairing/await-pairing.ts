import { SIGNING_DOMAINS, verifySigned } from '@spindle/sealed/node';
import {
  canonicalJson,
  fail,
  type JoinReply,
  ok,
  PAIRING_POLL_MS,
  type PairingNews,
  type PairingWait,
  type Result,
} from '@spindle/shared';
import { JOIN_CODE_MINUTES } from '../membership/join-code.ts';
import { readListing } from '../membership/joining.repo.ts';
import { readOffers } from '../nodes.repo.ts';
import { hashPairingSecret } from './open-pairing.ts';
import type { PairingDeps } from './pairing-deps.ts';
import { findListingOf, findOwnerName, findPairing, type PairingRow } from './pairings.repo.ts';

/** Another broker may have taken the answer: so often it is looked for in the database. */
const LOOK_EVERY_MS = 1_500;

/**
 * What became of a code: waits until a person has answered, or for {@link PAIRING_POLL_MS}. Whoever asks holds the secret
 * and the machine's key. Refusals: `pairing_expired`, `pairing_refused`, `pairing_replaced`, `node_signature`.
 */
export async function awaitPairing(
  deps: PairingDeps,
  { secret, signature }: PairingWait,
): Promise<Result<PairingNews>> {
  const { db, clock, waiters } = deps;
  const secretHash = hashPairingSecret(secret);
  const untilMs = clock.nowMs() + PAIRING_POLL_MS;
  let isProven = false;
  for (;;) {
    const pairing = await findPairing(db.pool, 'secret_hash', secretHash);
    if (!pairing) return fail('pairing_expired', { minutes: JOIN_CODE_MINUTES });
    isProven ||= await isSignedBy(pairing.identityKey, secret, signature);
    if (!isProven) return fail('node_signature');
    const leftMs = untilMs - clock.nowMs();
    const isWaiting = pairing.state === 'open' || pairing.state === 'confirming';
    if (!isWaiting || pairing.expiresAtMs <= clock.nowMs() || leftMs <= 0) return newsOf(deps, pairing);
    if (waiters.isClosed) return fail('shutting_down');
    await waiters.wait(pairing.codeHash, Math.min(LOOK_EVERY_MS, leftMs));
  }
}

export const isSignedBy = (identityKey: string, secret: string, signature: string): Promise<boolean> =>
  verifySigned(SIGNING_DOMAINS.pairing, { text: canonicalJson({ identityKey, secret }), signature }, identityKey);

async function newsOf(deps: PairingDeps, pairing: PairingRow): Promise<Result<PairingNews>> {
  const { db, clock } = deps;
  const { state, accountId, nodeId, expiresAtMs } = pairing;
  if (state === 'refused') return fail('pairing_refused');
  if (state === 'replaced') return fail('pairing_replaced');
  if (state === 'joined' && accountId && nodeId) {
    const membership = await membershipOf(deps, nodeId);
    if (!membership) return fail('node_unknown');
    return ok({ state: 'joined', membership, owner: await findOwnerName(db.pool, accountId) });
  }
  if (expiresAtMs <= clock.nowMs()) return fail('pairing_expired', { minutes: JOIN_CODE_MINUTES });
  return ok({ state: 'waiting', expiresAt: expiresAtMs });
}

async function membershipOf({ db, env, brokerKey }: PairingDeps, nodeId: string): Promise<JoinReply | null> {
  const listingId = await findListingOf(db.pool, nodeId);
  const listing = listingId && (await readListing(db.pool, listingId));
  if (!listing) return null;
  const offers = (await readOffers(db.pool, [listingId])).get(listingId) ?? [];
  return { nodeId, listingId, brokerKey, env, offers, tier: listing.tier };
}
