import type { Sql } from '../../platform/index.ts';
import type { LedgerKind, LedgerOwner, Leg } from './postings.ts';

/** Finds the rows of ledger accounts, and makes those that do not exist yet. */
export interface LedgerAccounts {
  /** The same legs, each with the id of its ledger account. */
  withIds<OneLeg extends Leg>(legs: readonly OneLeg[]): Promise<(OneLeg & { ledgerId: bigint })[]>;
}

const MAX_REMEMBERED = 200_000;

/**
 * A ledger account's id never changes, so it is asked for once per process. New rows are written on their own, outside
 * any transaction of money: so no one waits for another's new account while holding locks.
 */
export function createLedgerAccounts(sql: Sql): LedgerAccounts {
  const ids = new Map<string, bigint>();

  async function fetchMissing(missing: readonly Leg[]): Promise<void> {
    const { rows } = await sql.query<{ id: string; account_id: LedgerOwner; kind: LedgerKind }>({
      name: 'ledger-accounts',
      text: `WITH wanted AS (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS w(account_id, kind)),
        made AS (
          INSERT INTO ledger_account (account_id, kind)
          SELECT w.account_id, w.kind FROM wanted w
          WHERE NOT EXISTS (SELECT 1 FROM ledger_account la WHERE la.account_id = w.account_id AND la.kind = w.kind)
          ORDER BY w.account_id, w.kind
          ON CONFLICT (account_id, kind) DO NOTHING RETURNING id, account_id, kind
        )
        SELECT id, account_id, kind FROM made
        UNION ALL SELECT la.id, la.account_id, la.kind FROM ledger_account la JOIN wanted w USING (account_id, kind)`,
      values: [missing.map(({ owner }) => owner), missing.map(({ kind }) => kind)],
    });
    if (ids.size > MAX_REMEMBERED) ids.clear();
    for (const row of rows) ids.set(keyOf(row.account_id, row.kind), BigInt(row.id));
  }

  return {
    withIds: async (legs) => {
      // Twice, because a row that another broker made in the same moment is seen only by the next statement.
      for (let round = 0; round < 3; round++) {
        const missing = legs.filter(({ owner, kind }) => !ids.has(keyOf(owner, kind)));
        if (missing.length === 0) break;
        await fetchMissing(missing);
      }
      return legs.map((leg) => {
        const ledgerId = ids.get(keyOf(leg.owner, leg.kind));
        if (ledgerId === undefined) throw new Error(`no ledger account ${leg.kind}`);
        return { ...leg, ledgerId };
      });
    },
  };
}

const keyOf = (owner: LedgerOwner, kind: LedgerKind): string => `${owner}:${kind}`;
