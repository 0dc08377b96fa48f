import type { FollowedAccount, FollowedKind, Turn } from './followed.ts';

/** An account whose turn it is. */
export interface Due {
  kind: FollowedKind;
  account: FollowedAccount;
}

/** The accounts of one round, of all kinds together: those that somebody waits for, then those untried for longest. */
export async function dueAccounts(kinds: readonly FollowedKind[], turn: Turn): Promise<Due[]> {
  const poked = new Set(turn.pokes);
  const triedAtMs = ({ account: { address, checkedAtMs } }: Due) =>
    Math.max(checkedAtMs ?? 0, turn.failedAt.get(address)?.getTime() ?? 0);
  const rank = ({ account }: Due) => (poked.has(account.address) ? 0 : 1);
  const byKind = await Promise.all(
    kinds.map(async (kind) => (await kind.accountsToFollow(turn)).map((account): Due => ({ kind, account }))),
  );
  return byKind
    .flat()
    .toSorted((a, b) => rank(a) - rank(b) || triedAtMs(a) - triedAtMs(b))
    .slice(0, turn.limit);
}

/** Tells each kind which of its accounts were looked at with success. */
export async function markAllChecked(due: readonly Due[], now: Date): Promise<void> {
  for (const kind of new Set(due.map((it) => it.kind))) {
    const own = due.filter((it) => it.kind === kind);
    await kind.markChecked(
      own.map(({ account }) => account.address),
      now,
    );
  }
}
