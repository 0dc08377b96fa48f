import { fail, ok, type Result } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { JOIN_CODE_MINUTES } from '../membership/join-code.ts';
import { findOpen } from './find-open.ts';
import type { PairingDeps } from './pairing-deps.ts';
import { movePairing } from './pairings.repo.ts';

/** A person says that a machine is not theirs: its code is over, and the machine is told so. Refusals: `findOpen`'s. */
export async function refusePairing(
  deps: PairingDeps,
  actor: Actor,
  { code }: { code: string },
): Promise<Result<null>> {
  const found = await findOpen(deps, actor, code);
  if (!found.ok) return found;
  const { codeHash } = found.value;
  const nowMs = deps.clock.nowMs();
  const move = { codeHash, accountId: actor.accountId, nowMs, from: 'open', to: 'refused' } as const;
  if (!(await movePairing(deps.db.pool, move))) return fail('pairing_invalid', { minutes: JOIN_CODE_MINUTES });
  deps.waiters.wake(codeHash);
  return ok(null);
}
