import type { AccountId } from '@spindle/shared';
import { type Clock, type Database, inTransaction, recordEvent } from '../../../platform/index.ts';
import { isTold, markTold, readBalance } from './balances.repo.ts';
import { isLow } from './is-low.ts';

export interface BalanceWatch {
  /** Somebody has spent: their balance is looked at in the next round. */
  spent(accountId: string): void;
  /** Clockwork: tells whose balance is low, once until they add to their deposit. */
  look(): Promise<void>;
}

interface WatchDeps {
  db: Database;
  clock: Clock;
  spendableOf(accountId: AccountId): Promise<{ spendableNano: bigint; depositedNano: bigint }>;
}

/**
 * Looks at the balances of those who have just spent, and at no others'. What this broker forgets when it ends is seen after
 * the next answer.
 */
export function watchBalances({ db, clock, spendableOf }: WatchDeps): BalanceWatch {
  const spenders = new Set<string>();

  async function lookAt(accountId: string): Promise<void> {
    const balance = await readBalance(db.pool, accountId, clock.nowMs());
    if (!balance) return;
    const { spendableNano, depositedNano } = await spendableOf(balance.accountId);
    const low = isLow({ ...balance, spendableNano });
    // Who has no deposit was answered at the market's expense, and has nothing that could be low.
    if (!low || depositedNano === 0n || (await isTold(db.pool, accountId, depositedNano))) return;
    await inTransaction(db.pool, async (sql) => {
      if (!(await markTold(sql, accountId, depositedNano, clock.nowMs()))) return;
      const facts = { spendableNano, thresholdNano: low.thresholdNano };
      const event = { kind: 'balance_low', accountId, subject: `account:${accountId}`, facts } as const;
      await recordEvent(sql, event, clock.nowMs());
    });
  }

  return {
    spent: (accountId) => spenders.add(accountId),
    look: async () => {
      for (const accountId of [...spenders]) {
        await lookAt(accountId);
        spenders.delete(accountId);
      }
    },
  };
}
