import type { Sql } from '../../platform/index.ts';
import type { Check } from './check-codes.ts';
import { differenceOf, type Finding } from './finding.ts';

/** What the postings say that each settled job cost, its fee and its earning. */
const SETTLED = `
  SELECT h.job_id,
    -COALESCE(sum(p.amount_nano) FILTER (WHERE la.kind IN ('deposited', 'held', 'promotions')), 0) AS cost,
    COALESCE(sum(p.amount_nano) FILTER (WHERE la.kind = 'fees'), 0) AS fee,
    COALESCE(sum(p.amount_nano) FILTER (WHERE la.kind = 'earned'), 0) AS earned
  FROM hold h
  JOIN transfer t ON t.key = 'settle:' || h.job_id
  JOIN posting p ON p.transfer_id = t.id
  JOIN ledger_account la ON la.id = p.ledger_account_id
  WHERE h.state = 'settled' GROUP BY h.job_id`;

/** A figure of the requests as they were billed, against the same figure in the postings. */
const billed = (used: string, settled: string): string => `
  SELECT COALESCE(u.job_id, s.job_id)::text AS subject, COALESCE(s.amount, 0) AS expected, COALESCE(u.amount, 0) AS actual
  FROM (SELECT job_id, ${used} AS amount FROM usage WHERE cost_nano > 0) u
  FULL JOIN (SELECT job_id, ${settled} AS amount FROM (${SETTLED}) all_settled) s ON s.job_id = u.job_id
  WHERE u.amount IS DISTINCT FROM s.amount`;

/** Beside what the ledger checks in itself: what other modules wrote, against the ledger. */
const CHECKS: { readonly [Sentence in Check]?: string } = {
  'a request costs what was settled for it': billed('cost_nano', 'cost'),
  'the fee of a request is what was booked of it': billed('fee_nano', 'fee'),
  'a provider earns of a request what was booked': billed('cost_nano - fee_nano', 'earned'),
  'what the market paid for answers was given, once for each': `
    SELECT COALESCE(g.job_id, h.job_id)::text AS subject, COALESCE(g.hold_nano, 0) AS expected,
      COALESCE(h.amount_nano, 0) AS actual
    FROM gift g FULL JOIN (SELECT job_id, account_id, amount_nano FROM hold WHERE channel_address IS NULL) h
      ON h.job_id = g.job_id AND h.account_id = g.account_id
    WHERE g.hold_nano IS DISTINCT FROM h.amount_nano`,
  'no job is billed twice': `
    SELECT job_id::text AS subject, 1 AS expected, count(*) AS actual FROM usage GROUP BY job_id HAVING count(*) > 1`,
  'every refund left the books': `
    SELECT r.channel_address AS subject, r.amount_nano AS expected, COALESCE(t.amount, 0) AS actual
    FROM refund r
    LEFT JOIN (
      SELECT t.key, sum(p.amount_nano) AS amount FROM transfer t
      JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.kind = 'refund' AND la.kind = 'chain' GROUP BY t.key
    ) t ON t.key = 'refund:' || r.channel_address
    WHERE r.amount_nano <> COALESCE(t.amount, 0)`,
  'no more was claimed of an escrow than was spent, and given back': `
    SELECT c.address AS subject, c.spent_nano + COALESCE(r.total, 0) AS expected, c.claimed_nano AS actual FROM channel c
    LEFT JOIN (
      SELECT h.channel_address, sum(d.refund_nano) AS total FROM dispute d JOIN hold h ON h.job_id = d.job_id GROUP BY 1
    ) r ON r.channel_address = c.address
    WHERE c.claimed_nano > c.spent_nano + COALESCE(r.total, 0)`,
  'each refund of a request was decided, once, and is no more than it cost': `
    SELECT COALESCE(d.key, t.key) AS subject, COALESCE(d.amount, 0) AS expected, COALESCE(t.amount, 0) AS actual
    FROM (
      SELECT 'refund:' || d.job_id AS key, LEAST(d.refund_nano, u.cost_nano) AS amount
      FROM dispute d LEFT JOIN usage u ON u.job_id = d.job_id WHERE d.state = 'refunded'
    ) d
    FULL JOIN (
      SELECT t.key, sum(p.amount_nano) AS amount FROM transfer t
      JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.kind = 'dispute' AND t.key LIKE 'refund:%' AND la.kind = 'deposited' GROUP BY t.key
    ) t ON t.key = d.key
    WHERE d.amount IS DISTINCT FROM t.amount`,
  'what is sent of a closed escrow left the books, and is no more than it owed': `
    SELECT c.address AS subject, LEAST(c.credit_sent_nano, GREATEST(0, c.claimed_nano - c.spent_nano)) AS expected,
      COALESCE(t.amount, 0) AS actual
    FROM channel c LEFT JOIN (
      SELECT split_part(t.key, ':', 2) || ':' || split_part(t.key, ':', 3) AS address, sum(p.amount_nano) AS amount
      FROM transfer t JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.kind = 'credit' AND la.kind = 'treasury' GROUP BY 1
    ) t ON t.address = c.address
    WHERE LEAST(c.credit_sent_nano, GREATEST(0, c.claimed_nano - c.spent_nano)) <> COALESCE(t.amount, 0)`,
  'the market’s wallet has what its transactions left': `
    SELECT w.address AS subject, COALESCE(m.total, 0) AS expected, w.balance_nano AS actual FROM treasury_wallet w
    LEFT JOIN (SELECT wallet, sum(in_nano - out_nano - fee_nano) AS total FROM wallet_move GROUP BY 1) m
      ON m.wallet = w.address
    WHERE w.balance_nano <> COALESCE(m.total, 0)`,
  'each transaction of the market’s wallet is booked, and no other': `
    SELECT COALESCE(m.key, t.key) AS subject, COALESCE(m.amount, 0) AS expected, COALESCE(t.amount, 0) AS actual
    FROM (SELECT 'wallet:' || wallet || ':' || lt AS key, booked_nano AS amount FROM wallet_move WHERE booked_nano <> 0) m
    FULL JOIN (
      SELECT t.key, -sum(p.amount_nano) AS amount FROM transfer t
      JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.kind = 'treasury' AND la.kind = 'chain' GROUP BY t.key
    ) t ON t.key = m.key
    WHERE m.amount IS DISTINCT FROM t.amount`,
  'no more came of an escrow than it paid': `
    SELECT c.address AS subject, c.claimed_nano AS expected, m.income AS actual FROM channel c
    JOIN (SELECT party, sum(principal_nano) AS income FROM wallet_move WHERE kind = 'income' GROUP BY 1) m
      ON m.party = c.address
    WHERE m.income > c.claimed_nano`,
  'what an escrow paid has come within an hour': `
    SELECT c.address AS subject, c.claimed_nano AS expected, COALESCE(m.income, 0) AS actual FROM channel c
    LEFT JOIN (SELECT party, sum(principal_nano) AS income FROM wallet_move WHERE kind = 'income' GROUP BY 1) m
      ON m.party = c.address
    WHERE c.claimed_nano > COALESCE(m.income, 0) AND EXISTS (
      SELECT 1 FROM treasury_wallet w WHERE w.address = c.payee AND w.checked_at > (
        SELECT max(e.happened_at) FROM channel_event e WHERE e.channel_address = c.address AND e.kind = 'claim'
      ) + interval '1 hour')`,
  'every payout left the books, and no other': `
    SELECT COALESCE(a.address, t.address) AS subject, COALESCE(a.claimed_nano, 0) AS expected,
      COALESCE(t.amount, 0) AS actual
    FROM (SELECT address, claimed_nano FROM earnings_account WHERE claimed_nano > 0) a
    FULL JOIN (
      SELECT split_part(t.key, ':', 2) || ':' || split_part(t.key, ':', 3) AS address, sum(p.amount_nano) AS amount
      FROM transfer t JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.kind = 'payout' AND la.kind = 'chain' GROUP BY 1
    ) t ON t.address = a.address
    WHERE a.claimed_nano IS DISTINCT FROM t.amount`,
  'each payout is paid once, and all that was claimed is a payout': `
    SELECT a.address AS subject, a.claimed_nano AS expected, COALESCE(p.total, 0) AS actual FROM earnings_account a
    LEFT JOIN (SELECT address, sum(amount_nano) AS total FROM payout WHERE state = 'paid' GROUP BY 1) p
      ON p.address = a.address
    WHERE a.claimed_nano <> COALESCE(p.total, 0)`,
  'no more is promised to a provider than they earned': `
    SELECT a.account_id::text AS subject, COALESCE(la.balance_nano, 0) + a.claimed AS expected, a.promised AS actual
    FROM (
      SELECT account_id, sum(promised_nano) AS promised, sum(claimed_nano) AS claimed FROM earnings_account GROUP BY 1
    ) a
    LEFT JOIN ledger_account la ON la.account_id = a.account_id AND la.kind = 'earned'
    WHERE a.promised > COALESCE(la.balance_nano, 0) + a.claimed`,
  'no more was spent of an escrow than was signed for': `
    SELECT address AS subject, signed_nano AS expected, spent_nano AS actual FROM channel
    WHERE spent_nano > signed_nano`,
};

export async function findDifferencesOfBooks(sql: Sql): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, text] of Object.entries(CHECKS)) {
    const { rows } = await sql.query<{ subject: string; expected: string; actual: string }>(text);
    findings.push(...rows.map(({ subject, expected, actual }) => differenceOf(check, subject, expected, actual)));
  }
  return findings;
}
