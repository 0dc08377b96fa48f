import type { Database } from '../../../platform/index.ts';
import { namesOf } from '../../accounts/index.ts';
import type { SignalView } from '../shapes.ts';
import { findSharedMachines, findSharedWallets } from './signals.repo.ts';

/** Enough of a fingerprint to tell two apart. */
const SHOWN_CHARS = 12;

/** What an account has in common with others: machines, cards, wallets. Shown to admins; nothing follows by itself. */
export async function signalsOf({ db }: { db: Database }, accountId: string): Promise<SignalView[]> {
  const [machines, wallets] = await Promise.all([
    findSharedMachines(db.pool, accountId),
    findSharedWallets(db.pool, accountId),
  ]);
  const names = await namesOf(
    { db },
    [...machines, ...wallets].map((it) => it.accountId),
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
  ];
}
