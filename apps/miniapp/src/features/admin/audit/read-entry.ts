import type { AuditEntry } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';

/** Where what an entry is about can be seen, on the admin page; null where nothing can. */
export function addressOf({ subject }: Pick<AuditEntry, 'subject'>): string | null {
  const match = /^(listing|account):([0-9a-f-]{36})$/.exec(subject);
  return match ? `/admin/${match[1] === 'listing' ? 'listings' : 'people'}/${match[2]}` : null;
}

/** The facts that have no words of their own elsewhere, as they stand in the log. */
export function plainFactsOf(facts: Record<string, string | number>): string {
  return Object.entries(facts)
    .filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, value]) => `${name} ${shownFact(name, value)}`)
    .join(' · ');
}

const shownFact = (name: string, value: string | number): string =>
  name.endsWith('Ms') ? new Date(value).toISOString() : shortened(String(value), 14, 9);

const SHOWN_ELSEWHERE = new Set(['check', 'claimed', 'reported', 'measured', 'checks', 'accountId', 'changeId']);

/** What an act rests on, by name; what is neither text nor number is left out. */
export function factsOf({ facts }: Pick<AuditEntry, 'facts'>): Record<string, string | number> {
  const read: unknown = facts === null ? null : JSON.parse(facts);
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(
    Object.entries(read).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  );
}
