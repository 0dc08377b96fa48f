import type { Clock, Database } from '../../platform/index.ts';
import { burn, dropExpired } from './accounts.repo.ts';

/**
 * Uses up something that may be used once: launch data, a proof's payload, a link's challenge.
 * @param hash SHA-256 of what is burned, so that the table holds no secret.
 * @returns false when it was used before; of two callers at once exactly one gets true.
 */
export function burnOnce(deps: { db: Database }, kind: string, hash: string, expiresAtMs: number): Promise<boolean> {
  return burn(deps.db.prisma, kind, hash, expiresAtMs);
}

/** Clockwork: drops burned tokens and sessions that have expired. @returns how many. */
export function dropExpiredLogins(deps: { db: Database; clock: Clock }): Promise<number> {
  return dropExpired(deps.db.prisma, deps.clock.nowMs());
}
