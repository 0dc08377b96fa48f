import type { Sql } from '../../platform/index.ts';
import type { LedgerAccounts } from './ledger-accounts.repo.ts';
import { insertTransfer } from './post-transfer.repo.ts';
import { MARKET, treasuryLegs } from './postings.ts';

export interface TreasuryMove {
  /** Raw address of the market's wallet. */
  wallet: string;
  /** Logical time of the wallet's own transaction: with the wallet it names the move. */
  lt: bigint;
  /** Signed: what the market's own money gained by it. */
  gainNano: bigint;
}

/** Books what a transaction of the market's wallet gained or cost, once. @returns false when that was done before. */
export async function bookTreasury(sql: Sql, accounts: LedgerAccounts, move: TreasuryMove): Promise<boolean> {
  if (move.gainNano === 0n) return false;
  const legs = await accounts.withIds(treasuryLegs(move.gainNano));
  return insertTransfer(sql, { key: `wallet:${move.wallet}:${move.lt}`, accountId: MARKET, kind: 'treasury', legs });
}
