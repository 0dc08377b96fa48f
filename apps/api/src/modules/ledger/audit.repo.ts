import type { Sql } from '../../platform/index.ts';

/** Two figures that should be the same and are not. */
export interface AuditFinding {
  check: string;
  subject: string;
  expectedNano: bigint;
  actualNano: bigint;
}

/** Each check finds its differences: what must be (`expected`), and what stands there (`actual`). */
const CHECKS: Record<string, string> = {
  'each posting has its transfer and its account': `
    SELECT p.transfer_id::text AS subject, 0 AS expected, p.amount_nano AS actual FROM posting p
    LEFT JOIN transfer t ON t.id = p.transfer_id LEFT JOIN ledger_account la ON la.id = p.ledger_account_id
    WHERE t.id IS NULL OR la.id IS NULL`,
  'transfer sums to zero': `
    SELECT t.key AS subject, 0 AS expected, sum(p.amount_nano) AS actual
    FROM transfer t JOIN posting p ON p.transfer_id = t.id GROUP BY t.key HAVING sum(p.amount_nano) <> 0`,
  'balance is the sum of its postings': `
    SELECT la.account_id || ' ' || la.kind AS subject, COALESCE(p.total, 0) AS expected, la.balance_nano AS actual
    FROM ledger_account la
    LEFT JOIN (SELECT ledger_account_id, sum(amount_nano) AS total FROM posting GROUP BY 1) p
      ON p.ledger_account_id = la.id
    WHERE la.balance_nano <> COALESCE(p.total, 0)`,
  'held of a channel is the sum of its open holds': `
    SELECT c.address AS subject, COALESCE(h.total, 0) AS expected, c.held_nano AS actual FROM channel c
    LEFT JOIN (SELECT channel_address, sum(amount_nano) AS total FROM hold WHERE state = 'open' GROUP BY 1) h
      ON h.channel_address = c.address
    WHERE c.held_nano <> COALESCE(h.total, 0)`,
  'held of a key is the sum of its open holds': `
    SELECT k.id::text AS subject, COALESCE(h.total, 0) AS expected, k.held_nano AS actual FROM api_key k
    LEFT JOIN (SELECT api_key_id, sum(amount_nano) AS total FROM hold WHERE state = 'open' GROUP BY 1) h
      ON h.api_key_id = k.id
    WHERE k.held_nano <> COALESCE(h.total, 0)`,
  'spent of a channel is what was settled from it': `
    SELECT c.address AS subject, COALESCE(s.total, 0) AS expected, c.spent_nano AS actual FROM channel c
    LEFT JOIN (${settledBy('channel_address')}) s ON s.owner = c.address
    WHERE c.spent_nano <> COALESCE(s.total, 0)`,
  'spent of a key is what was settled by it': `
    SELECT k.id::text AS subject, COALESCE(s.total, 0) AS expected, k.spent_nano AS actual FROM api_key k
    LEFT JOIN (${settledBy('api_key_id')}) s ON s.owner = k.id
    WHERE k.spent_nano <> COALESCE(s.total, 0)`,
  'spent of a channel on its last day is what was settled on it': `
    SELECT c.address AS subject, COALESCE(s.total, 0) AS expected, c.spent_day_nano AS actual FROM channel c
    LEFT JOIN (${settledBy('channel_address', 'h.channel_spent_on')}) s
      ON s.owner = c.address AND s.channel_spent_on = c.spent_on
    WHERE c.spent_day_nano <> COALESCE(s.total, 0)`,
  'spent of a key on its last day is what was settled on it': spentSince('day'),
  'spent of a key in its last month is what was settled in it': spentSince('month'),
  'deposited of a channel is what its own transactions brought': `
    SELECT c.address AS subject, COALESCE(d.total, 0) AS expected, c.deposited_nano AS actual FROM channel c
    LEFT JOIN (SELECT channel_address, sum(amount_nano) AS total FROM deposit GROUP BY 1) d
      ON d.channel_address = c.address
    WHERE c.deposited_nano <> COALESCE(d.total, 0)`,
  'a settled hold without a channel was paid by the market, and no other was': `
    SELECT h.job_id::text AS subject, 0 AS expected, p.amount_nano AS actual
    FROM transfer t JOIN hold h ON t.key = 'settle:' || h.job_id
    JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
    WHERE p.amount_nano < 0 AND (la.kind = 'promotions') <> (h.channel_address IS NULL)`,
  'every deposit on chain was credited, and no other': `
    SELECT COALESCE(d.key, t.key) AS subject, COALESCE(d.amount, 0) AS expected, COALESCE(t.amount, 0) AS actual
    FROM (SELECT 'deposit:' || channel_address || ':' || lt AS key, amount_nano AS amount FROM deposit) d
    FULL JOIN (
      SELECT t.key, -sum(p.amount_nano) AS amount FROM transfer t
      JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.kind = 'deposit' AND la.kind = 'chain' GROUP BY t.key
    ) t ON t.key = d.key
    WHERE d.amount IS DISTINCT FROM t.amount`,
};

/** What a key has spent in its last window, and what was settled in it. */
function spentSince(window: 'day' | 'month'): string {
  return `SELECT k.id::text AS subject, COALESCE(sum(s.total), 0) AS expected, k.spent_${window}_nano AS actual
    FROM api_key k LEFT JOIN (${settledBy('api_key_id', 'h.spent_on')}) s
      ON s.owner = k.id AND s.spent_on BETWEEN date_trunc('${window}', k.spent_on::timestamp)::date AND k.spent_on
    GROUP BY k.id HAVING k.spent_${window}_nano <> COALESCE(sum(s.total), 0)`;
}

/**
 * What the buyers of settled holds paid, summed by a column of `hold`, and by another if it is given. `held` is an account of
 * earlier books: what was settled then came out of it.
 */
function settledBy(owner: 'channel_address' | 'api_key_id', also?: 'h.spent_on' | 'h.channel_spent_on'): string {
  return `SELECT h.${owner} AS owner, ${also ? `${also},` : ''} -sum(p.amount_nano) AS total
    FROM hold h
    JOIN transfer t ON t.key IN ('settle:' || h.job_id, 'refund:' || h.job_id)
    JOIN posting p ON p.transfer_id = t.id
    JOIN ledger_account la ON la.id = p.ledger_account_id
    WHERE h.state = 'settled' AND la.account_id = h.account_id AND la.kind IN ('deposited', 'held')
    GROUP BY ${also ? '1, 2' : '1'}`;
}

export async function findDifferences(sql: Sql): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  for (const [check, text] of Object.entries(CHECKS)) {
    const { rows } = await sql.query<{ subject: string; expected: string; actual: string }>(text);
    for (const { subject, expected, actual } of rows) {
      findings.push({ check, subject, expectedNano: BigInt(expected), actualNano: BigInt(actual) });
    }
  }
  return findings;
}
