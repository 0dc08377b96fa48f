import type { ChainReader, Cursor, LastSeen } from '@spindle/ton';
import type { Clock, ModuleLog } from '../../platform/index.ts';
import { type Due, dueAccounts, markAllChecked } from './due-accounts.ts';
import type { FollowedKind } from './followed.ts';
import { type Outcome, readAccount } from './read-account.ts';

export interface ChainFollowerDeps {
  clock: Clock;
  log: ModuleLog;
  reader: Pick<ChainReader, 'lastTransactions' | 'transactionsAfter'>;
  kinds: readonly FollowedKind[];
}

export interface ChainFollower {
  /** One round: looks at the accounts whose turn it is, and books what is new. Clockwork calls it again and again. */
  follow(): Promise<void>;
  /** Somebody waits for this account: it is looked at in the next round. */
  poke(address: string): void;
  /** Since when the chain does not answer; null while it does. */
  trouble(): { sinceMs: number } | null;
  /** Accounts of which the chain tells another history than the one that we booked: nothing of them is booked. */
  contradicted(): string[];
}

/** How many accounts one round looks at: four requests. docs/adr/0026 says what that comes to in a minute. */
export const ROUND_ACCOUNTS = 512;
/** How many of those that moved one round reads, by one request each, and how many at a time. */
export const ROUND_READS = 16;
const AT_A_TIME = 8;

/**
 * Follows accounts on chain, each by its own cursor: many are looked at by one request, and only those that moved are
 * read. A read that fails changes nothing: the account stays as it was known, and is read again. Any number of brokers
 * may follow: a cursor is moved once.
 */
export function createChainFollower(deps: ChainFollowerDeps): ChainFollower {
  const { clock, log, reader, kinds } = deps;
  const pokes = new Set<string>();
  /** When an account was last tried in vain, so that a few that can't be read never take the others' turns. */
  const failedAt = new Map<string, Date>();
  const contradicted = new Set<string>();
  let troubleSinceMs: number | null = null;

  async function lookAt(due: readonly Due[]): Promise<Outcome[]> {
    if (due.length === 0) return [];
    const lasts = await reader.lastTransactions(due.map(({ account }) => account.address));
    if (!lasts.ok) return due.map(() => 'silent');
    const lastOf = ({ account }: Due) => lasts.value.get(account.address) ?? null;
    const moved = due.filter((it) => hasMoved(it.account.cursor, lastOf(it)));
    const outcomes = new Map<Due, Outcome>(moved.map((it) => [it, 'later']));
    for (let at = 0; at < Math.min(moved.length, ROUND_READS); at += AT_A_TIME) {
      const some = moved.slice(at, at + AT_A_TIME);
      const read = await Promise.all(some.map((it) => readAccount(deps, it, lastOf(it))));
      for (const [place, it] of some.entries()) outcomes.set(it, read[place] ?? 'silent');
    }
    return due.map((it) => outcomes.get(it) ?? 'read');
  }

  function note({ account: { address }, kind }: Due, outcome: Outcome, now: Date): void {
    if (outcome === 'later') return;
    if (outcome === 'read') failedAt.delete(address);
    else failedAt.set(address, now);
    if (outcome !== 'contradicted') contradicted.delete(address);
    else if (!contradicted.has(address)) {
      contradicted.add(address);
      log.error(
        { account: address, kind: kind.name },
        'the chain tells another history of an account; nothing is booked',
      );
    }
  }

  function noteTrouble(outcomes: readonly Outcome[]): void {
    const silent = outcomes.filter((outcome) => outcome === 'silent').length;
    if (silent === 0 || outcomes.includes('read')) troubleSinceMs = null;
    else if (troubleSinceMs === null) {
      troubleSinceMs = clock.nowMs();
      log.warn({ accounts: silent }, 'the chain does not answer; accounts stay as they were known');
    }
  }

  async function follow(): Promise<void> {
    const now = new Date(clock.nowMs());
    const asked = [...pokes];
    pokes.clear();
    const due = await dueAccounts(kinds, { limit: ROUND_ACCOUNTS, now, pokes: asked, failedAt });
    const outcomes = await lookAt(due);
    const checked: Due[] = [];
    for (const [at, it] of due.entries()) {
      const outcome = outcomes[at] ?? 'later';
      note(it, outcome, now);
      if (outcome === 'read') checked.push(it);
      if (outcome === 'later' && asked.includes(it.account.address)) pokes.add(it.account.address);
    }
    await markAllChecked(checked, now);
    noteTrouble(outcomes);
  }

  return {
    follow,
    poke: (address) => pokes.add(address),
    trouble: () => (troubleSinceMs === null ? null : { sinceMs: troubleSinceMs }),
    contradicted: () => [...contradicted],
  };
}

const hasMoved = (cursor: Cursor | null, last: LastSeen): boolean =>
  last === 'contradicted' || cursor?.lt !== last?.lt || cursor?.hash !== last?.hash;
