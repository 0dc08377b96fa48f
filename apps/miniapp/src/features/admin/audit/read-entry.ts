import type { AuditEntry } from '../../../lib/api/index.ts';

export const KNOWN_ACTIONS = ['listing.approve', 'listing.reject', 'listing.pause'] as const;
export type KnownAction = (typeof KNOWN_ACTIONS)[number];

/** The action if this app has words for it; the log may know more than an app that was loaded yesterday. */
export function knownAction(action: string): KnownAction | null {
  return KNOWN_ACTIONS.find((known) => known === action) ?? null;
}

/** The listing that an entry is about; null when it is about something else. */
export function listingOf({ subject }: Pick<AuditEntry, 'subject'>): string | null {
  const match = /^listing:([0-9a-f-]{36})$/.exec(subject);
  return match?.[1] ?? null;
}
