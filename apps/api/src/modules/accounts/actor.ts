import { type AccountId, fail, type Language, ok, type Result } from '@spindle/shared';
import { type Clock, createShortMemory, type ShortMemory } from '../../platform/index.ts';
import type { HolderRow, KeyRow } from './sessions.repo.ts';
import type { Actor, Role } from './shapes.ts';

const MEMORY = { lifeMs: 5_000, maxEntries: 20_000 };

/** Who holds which session or key, remembered for at most five seconds, by the hash of the secret. */
export interface ActorMemory {
  sessions: ShortMemory<(HolderRow & { expires_at: Date }) | null>;
  keys: ShortMemory<KeyRow | null>;
}

export const createActorMemory = (clock: Clock): ActorMemory => ({
  sessions: createShortMemory(clock, MEMORY),
  keys: createShortMemory(clock, MEMORY),
});

/** The person that a row names, unless an admin has paused the account. */
export function actorOfRow(row: HolderRow): Result<Actor, 'account_banned'> {
  if (row.banned_reason !== null) return fail('account_banned', { reason: row.banned_reason });
  return ok({
    accountId: toAccountId(row.id),
    roles: toRoles(row.roles),
    language: toLanguage(row.language),
    apiKeyId: null,
    limits: null,
  });
}

/** Marks an id that came from the account table as one. */
export const toAccountId = (id: string): AccountId => id as AccountId;

export const toLanguage = (code: string | undefined): Language => (/^ru\b/i.test(code ?? '') ? 'ru' : 'en');

const ROLES: readonly Role[] = ['buyer', 'provider', 'admin'];

/** Roles that this version knows; others are left out. */
export const toRoles = (names: readonly string[]): Role[] => ROLES.filter((role) => names.includes(role));
