import type { Sql } from '../../platform/index.ts';
import { difference, type Finding } from './finding.ts';

/** What the postings say that each settled job cost, its fee and its earning. */
const SETTLED = `
  SELECT h.job_id,
    -COALESCE(sum(p.amount_nano) FILTER (WHERE la.kind IN ('deposited', 'held')), 0) AS cost,
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
const CHECKS: Record<string, string> = {
  'a request costs what was settled for it': billed('cost_nano', 'cost'),
  'the fee of a request is what was booked of it': billed('fee_nano', 'fee'),
  'a provider earns of a request what was booked': billed('cost_nano - fee_nano', 'earned'),
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
  'no more was claimed of an escrow than was spent': `
    SELECT address AS subject, spent_nano AS expected, claimed_nano AS actual FROM channel
    WHERE claimed_nano > spent_nano`,
  'no more was spent of an escrow than was signed for': `
    SELECT address AS subject, signed_nano AS expected, spent_nano AS actual FROM channel
    WHERE spent_nano > signed_nano`,
};

export async function findDifferencesOfBooks(sql: Sql): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, text] of Object.entries(CHECKS)) {
    const { rows } = await sql.query<{ subject: string; expected: string; actual: string }>(text);
    findings.push(...rows.map(({ subject, expected, actual }) => difference(check, subject, expected, actual)));
  }
  return findings;
}
