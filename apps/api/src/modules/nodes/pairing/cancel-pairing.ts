import { fail, ok, type PairingWait, type Result } from '@spindle/shared';
import { isSignedBy } from './await-pairing.ts';
import { hashPairingSecret } from './open-pairing.ts';
import type { PairingDeps } from './pairing-deps.ts';
import { endPairing, findPairing } from './pairings.repo.ts';

/**
 * The machine waits no longer: nobody may confirm what does not run. A code that was answered already stays so.
 * Refusal: `node_signature`.
 */
export async function cancelPairing(
  { db, waiters }: PairingDeps,
  { secret, signature }: PairingWait,
): Promise<Result<object>> {
  const pairing = await findPairing(db.pool, 'secret_hash', hashPairingSecret(secret));
  if (!pairing) return ok({});
  if (!(await isSignedBy(pairing.identityKey, secret, signature))) return fail('node_signature');
  await endPairing(db.pool, pairing.codeHash);
  waiters.wake(pairing.codeHash);
  return ok({});
}
