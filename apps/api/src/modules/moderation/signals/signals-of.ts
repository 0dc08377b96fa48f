import type { Clock, Database } from '../../../platform/index.ts';
import { namesOf } from '../../accounts/index.ts';
import type { SignalView } from '../shapes.ts';
import { findSharedAddresses, findSharedMachines, findSharedWallets } from './signals.repo.ts';

/** Enough of a fingerprint to tell two apart. */
const SHOWN_CHARS = 12;

/** What an account has in common with others: machines, cards, wallets, ways out to the network. Shown to admins; nothing follows by itself. */
export async function signalsOf(
  { db, clock }: { db: Database; clock: Clock },
  accountId: string,
): Promise<SignalView[]> {
  const [machines, wallets, addresses] = await Promise.all([
    findSharedMachines(db.pool, accountId),
    findSharedWallets(db.pool, accountId),
    findSharedAddresses(db.pool, accountId, clock.nowMs()),
  ]);
  const names = await namesOf(
    { db },
    [...machines, ...wallets, ...addresses].map((it) => it.accountId),
  );
  const other = (id: string) => ({ accountId: id, name: names.get(id) ?? id });
  return [
    ...machines.map(({ accountId: id, nodeId, ownNodeId, print }) => ({
      kind: 'shared_machine' as const,
      other: other(id),
      evidence: { print: print.slice(0, SHOWN_CHARS), ownNodeId, nodeId },
    })),
    ...wallets.map(({ accountId: id, address, ownUses, uses }) => ({
      kind: 'shared_wallet' as const,
      other: other(id),
      evidence: { address, ownUses, uses },
    })),
    ...addresses.map(({ accountId: id, hash, accounts }) => ({
      kind: 'shared_address' as const,
      other: other(id),
      evidence: { print: hash.slice(0, SHOWN_CHARS), accounts },
    })),
  ];
}
