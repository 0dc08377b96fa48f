import type { AuditEntry } from '../../../lib/api/index.ts';

/** Where what an entry is about can be seen, on the admin page; null where nothing can. */
export function addressOf({ subject }: Pick<AuditEntry, 'subject'>): string | null {
  const match = /^(listing|account):([0-9a-f-]{36})$/.exec(subject);
  return match ? `/admin/${match[1] === 'listing' ? 'listings' : 'people'}/${match[2]}` : null;
}

/** What an act rests on, by name; what is neither text nor number is left out. */
export function factsOf({ facts }: Pick<AuditEntry, 'facts'>): Record<string, string | number> {
  const read: unknown = facts === null ? null : JSON.parse(facts);
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(
    Object.entries(read).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}
