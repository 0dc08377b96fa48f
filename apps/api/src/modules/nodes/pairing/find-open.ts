import { fail, ok, type Result } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { hashJoinCode, JOIN_CODE_MINUTES } from '../membership/join-code.ts';
import type { PairingDeps } from './pairing-deps.ts';
import { findPairing, type PairingRow } from './pairings.repo.ts';

/**
 * The pairing of a code, for a person who may answer it: open, or answered by themselves. What is somebody else's is as
 * unknown as what never was, and counts as a guess. Refusals: `pairing_guesses`, `pairing_invalid`, `pairing_replaced`.
 */
export async function findOpen(deps: PairingDeps, actor: Actor, code: string): Promise<Result<PairingRow>> {
  const { db, clock, guesses } = deps;
  const minutes = JOIN_CODE_MINUTES;
  if (!guesses.mayGuess(actor.accountId)) return fail('pairing_guesses', { minutes });
  const pairing = await findPairing(db.pool, 'code_hash', hashJoinCode(code));
  if (pairing?.state === 'replaced') return fail('pairing_replaced');
  const isTheirs = pairing && (pairing.accountId === null || pairing.accountId === actor.accountId);
  const isAlive = pairing && (pairing.state === 'joined' || pairing.expiresAtMs > clock.nowMs());
  if (!isTheirs || !isAlive || pairing.state === 'refused') {
    guesses.wasWrong(actor.accountId);
    return fail('pairing_invalid', { minutes });
  }
  return ok(pairing);
}
