import type { Sql } from '../../platform/index.ts';
import type { LedgerOwner } from './postings.ts';

/** A transfer that comes one at a time: a deposit, a refund, a payout, a move of the market's own wallet. */
export interface TransferRow {
  key: string;
  accountId: LedgerOwner;
  kind: 'deposit' | 'refund' | 'dispute' | 'credit' | 'payout' | 'treasury';
  legs: readonly { ledgerId: bigint; amountNano: bigint }[];
}

const POST_TRANSFER = `
WITH moved AS (
  INSERT INTO transfer (key, account_id, kind) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO NOTHING RETURNING id
), legs AS MATERIALIZED (
  SELECT m.id AS transfer_id, l.* FROM unnest($4::bigint[], $5::bigint[]) AS l(ledger_id, amount), moved m
), ledgers AS MATERIALIZED (
  SELECT la.id FROM ledger_account la WHERE la.id IN (SELECT ledger_id FROM legs)
  ORDER BY la.id FOR NO KEY UPDATE
), gate AS MATERIALIZED (
  SELECT count(*) FROM ledgers
), posted AS (
  INSERT INTO posting (transfer_id, ledger_account_id, amount_nano) SELECT transfer_id, ledger_id, amount FROM legs, gate
), balances AS (
  UPDATE ledger_account la SET balance_nano = la.balance_nano + l.amount FROM legs l, gate WHERE la.id = l.ledger_id
)
SELECT id FROM moved`;

/** Posts once per key. @returns false when that key was posted before. */
export async function insertTransfer(sql: Sql, transfer: TransferRow): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: 'post-transfer',
    text: POST_TRANSFER,
    values: [
      transfer.key,
      transfer.accountId,
      transfer.kind,
      transfer.legs.map(({ ledgerId }) => ledgerId),
      transfer.legs.map(({ amountNano }) => amountNano),
    ],
  });
  return rowCount === 1;
}
