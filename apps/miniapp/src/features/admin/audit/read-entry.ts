import type { AuditEntry } from '../../../lib/api/index.ts';

/** Where what an entry is about can be seen, on the admin page, for a dispute or an appeal its listing; null where nothing can. */
export function addressOf({ subject, facts }: Pick<AuditEntry, 'subject' | 'facts'>): string | null {
  const [kind, id] = SUBJECT.exec(subject)?.slice(1) ?? [];
  if (kind === 'listing') return `/admin/listings/${id}`;
  if (kind === 'account') return `/admin/people/${id}`;
  if (kind !== 'dispute' && kind !== 'appeal') return null;
  const { listingId, accountId } = factsOf({ facts });
  if (isId(listingId)) return `/admin/listings/${listingId}`;
  return isId(accountId) ? `/admin/people/${accountId}` : null;
}

const SUBJECT = /^([a-z]+):([0-9a-f-]{36})$/;
const isId = (value: string | number | undefined): boolean => /^[0-9a-f-]{36}$/.test(String(value));

/** What an act rests on, by name; what is neither text nor number is left out. */
export function factsOf({ facts }: Pick<AuditEntry, 'facts'>): Record<string, string | number> {
  const read: unknown = facts === null ? null : JSON.parse(facts);
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(
    Object.entries(read).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}
