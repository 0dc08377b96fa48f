import type { ChainTransaction, Cursor } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';
import type { FollowedAccount } from '../chain/index.ts';

/** A row of `treasury_wallet`. */
export interface WalletRow extends FollowedAccount {
  /** After the last transaction that was booked. */
  balanceNano: bigint;
}

interface WalletColumns {
  address: string;
  balance_nano: string;
  cursor_lt: string | null;
  cursor_hash: string | null;
  checked_at: Date | null;
}

/** The wallet's row, which begins with the wallet. */
export async function readWallet(sql: Sql, address: string): Promise<WalletRow> {
  const find = () => sql.query<WalletColumns>('SELECT * FROM treasury_wallet WHERE address = $1', [address]);
  const { rows } = await find();
  if (rows[0]) return toWallet(rows[0]);
  await sql.query('INSERT INTO treasury_wallet (address) VALUES ($1) ON CONFLICT DO NOTHING', [address]);
  const made = await find();
  if (!made.rows[0]) throw new Error('the row of the wallet cannot be made');
  return toWallet(made.rows[0]);
}

/**
 * The wallet's row, locked until the transaction ends: one broker at a time makes batches, books what the wallet did, or
 * gives a batch up. The row must be there.
 */
export async function lockWallet(sql: Sql, address: string): Promise<WalletRow> {
  const { rows } = await sql.query<WalletColumns>(
    'SELECT * FROM treasury_wallet WHERE address = $1 FOR NO KEY UPDATE',
    [address],
  );
  if (!rows[0]) throw new Error('the wallet has no row');
  return toWallet(rows[0]);
}

export async function saveWallet(sql: Sql, address: string, balanceNano: bigint, cursor: Cursor): Promise<void> {
  await sql.query('UPDATE treasury_wallet SET balance_nano = $2, cursor_lt = $3, cursor_hash = $4 WHERE address = $1', [
    address,
    balanceNano,
    cursor.lt,
    cursor.hash,
  ]);
}

export async function markWalletChecked(sql: Sql, addresses: string[], now: Date): Promise<void> {
  await sql.query('UPDATE treasury_wallet SET checked_at = $2 WHERE address = ANY($1)', [addresses, now]);
}

/** How one transaction of the wallet was booked. In nano; `principal` and `booked` are signed. */
export interface WalletMove {
  kind: 'funding' | 'income' | 'change' | 'returned' | 'order' | 'batch' | 'other';
  party: string | null;
  inNano: bigint;
  outNano: bigint;
  feeNano: bigint;
  /** What moved between contracts of ours: a claim's money came, a funding went. It changes no book. */
  principalNano: bigint;
  /** What the market's own money gained. */
  bookedNano: bigint;
}

export async function insertMove(
  sql: Sql,
  wallet: string,
  transaction: ChainTransaction,
  move: WalletMove,
): Promise<void> {
  await sql.query(
    `INSERT INTO wallet_move (wallet, lt, hash, kind, party, in_nano, out_nano, fee_nano, principal_nano, booked_nano,
       happened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11))`,
    [
      wallet,
      transaction.lt,
      transaction.hash,
      move.kind,
      move.party,
      move.inNano,
      move.outNano,
      move.feeNano,
      move.principalNano,
      move.bookedNano,
      transaction.utime,
    ],
  );
}

/** Whether the wallet has ever carried out an order, so that its code stands on chain. */
export async function hasOrdered(sql: Sql, wallet: string): Promise<boolean> {
  const { rowCount } = await sql.query(`SELECT 1 FROM wallet_move WHERE wallet = $1 AND kind = 'order' LIMIT 1`, [
    wallet,
  ]);
  return rowCount === 1;
}

const toWallet = (row: WalletColumns): WalletRow => ({
  address: row.address,
  balanceNano: BigInt(row.balance_nano),
  cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
  checkedAtMs: row.checked_at?.getTime() ?? null,
});
