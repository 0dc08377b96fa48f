import type { Cursor } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';

/** The market's wallet as our books know it. */
export interface WalletOfBooks {
  address: string;
  balanceNano: bigint;
  cursor: Cursor | null;
}

export async function readWallets(sql: Sql): Promise<WalletOfBooks[]> {
  const { rows } = await sql.query<{
    address: string;
    balance_nano: string;
    cursor_lt: string | null;
    cursor_hash: string | null;
  }>('SELECT address, balance_nano, cursor_lt, cursor_hash FROM treasury_wallet ORDER BY address');
  return rows.map((row) => ({
    address: row.address,
    balanceNano: BigInt(row.balance_nano),
    cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
  }));
}
