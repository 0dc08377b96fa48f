import type { Sql } from '../../platform/index.ts';
import { difference, type Finding } from './finding.ts';

/** Where all coins are that the books know of, in nano. */
export interface Coins {
  /** What the books say lies on the chain. */
  booksNano: bigint;
  /** In the buyers' escrows that are not closed: deposited less claimed. */
  escrowsNano: bigint;
  /** In the providers' accounts: deposited less claimed. */
  earningsNano: bigint;
  /** In the market's wallet, after its last booked transaction. */
  walletNano: bigint;
  /** Paid by escrows, and not yet come to the wallet. */
  claimsUnderWayNano: bigint;
  /** Sent by the wallet, and not yet come to providers' accounts. */
  fundingsUnderWayNano: bigint;
  /** Paid by escrows to an address that the market had before, which nobody follows. */
  elsewhereNano: bigint;
}

const COINS = `
WITH wallets AS (SELECT address FROM treasury_wallet),
moves AS (
  SELECT COALESCE(sum(principal_nano) FILTER (WHERE kind = 'income'), 0) AS income,
    -COALESCE(sum(principal_nano) FILTER (WHERE kind IN ('batch', 'returned')), 0) AS funded
  FROM wallet_move
), escrows AS (
  SELECT COALESCE(sum(deposited_nano - claimed_nano) FILTER (WHERE state <> 'closed'), 0) AS held,
    COALESCE(sum(claimed_nano) FILTER (WHERE payee IN (SELECT address FROM wallets)), 0) AS claimed,
    COALESCE(sum(claimed_nano) FILTER (WHERE payee NOT IN (SELECT address FROM wallets)), 0) AS elsewhere
  FROM channel
), earnings AS (
  SELECT COALESCE(sum(deposited_nano - claimed_nano), 0) AS held, COALESCE(sum(deposited_nano), 0) AS deposited
  FROM earnings_account
)
SELECT -COALESCE((SELECT sum(balance_nano) FROM ledger_account WHERE kind = 'chain'), 0) AS books,
  escrows.held AS escrows, earnings.held AS earnings,
  COALESCE((SELECT sum(balance_nano) FROM treasury_wallet), 0) AS wallet,
  escrows.claimed - moves.income AS claims_under_way, moves.funded - earnings.deposited AS fundings_under_way,
  escrows.elsewhere AS elsewhere
FROM moves, escrows, earnings`;

export async function readCoins(sql: Sql): Promise<Coins> {
  const { rows } = await sql.query<Record<string, string>>(COINS);
  const of = (name: string) => BigInt(rows[0]?.[name] ?? 0);
  return {
    booksNano: of('books'),
    escrowsNano: of('escrows'),
    earningsNano: of('earnings'),
    walletNano: of('wallet'),
    claimsUnderWayNano: of('claims_under_way'),
    fundingsUnderWayNano: of('fundings_under_way'),
    elsewhereNano: of('elsewhere'),
  };
}

/**
 * No coin is lost or made: what the books say lies on the chain is what lies in all contracts of ours and between them.
 * It holds at every moment, since cursors move with what they book.
 */
export function checkCoins(coins: Coins): Finding[] {
  const { booksNano, claimsUnderWayNano, fundingsUnderWayNano } = coins;
  const placesNano =
    coins.escrowsNano +
    coins.earningsNano +
    coins.walletNano +
    claimsUnderWayNano +
    fundingsUnderWayNano +
    coins.elsewhereNano;
  const findings: Finding[] = [];
  if (placesNano !== booksNano)
    findings.push(difference('the books say what lies in all contracts of ours', 'all coins', placesNano, booksNano));
  if (fundingsUnderWayNano < 0n)
    findings.push(
      difference('providers’ accounts got no more than was sent', 'fundings', 'at least 0', fundingsUnderWayNano),
    );
  return findings;
}
