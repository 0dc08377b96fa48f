import { type Database, inTransaction, type Sql } from '../../platform/index.ts';
import type { Finding } from './finding.ts';
import type { AuditScope } from './run-audit.ts';

const KEPT_FINDINGS = 50;
const KEPT_RUNS = 1_000;

/** A run of the audit, as its row says. */
export interface AuditRun {
  scope: AuditScope;
  beganAtMs: number;
  /** Null while it runs, or when its broker died. */
  endedAtMs: number | null;
  receipts: number;
  accounts: number;
  differences: number;
  unknowns: number;
  findings: Finding[];
}

/**
 * Begins a run if none of its scope was begun since then, by whichever broker (a full one counts as one of the chain).
 * @returns its id; null when it is not our turn.
 */
export function beginRun(pool: Database['pool'], scope: AuditScope, notSince: Date, now: Date): Promise<string | null> {
  return inTransaction(pool, async (sql) => {
    await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit_run', 0))`);
    const { rows } = await sql.query<{ id: string }>(
      `INSERT INTO audit_run (scope, began_at) SELECT $1, $3
       WHERE NOT EXISTS (SELECT 1 FROM audit_run WHERE began_at > $2 AND scope IN ($1, 'full')) RETURNING id`,
      [scope, notSince, now],
    );
    return rows[0]?.id ?? null;
  });
}

export async function endRun(
  sql: Sql,
  id: string,
  {
    endedAtMs,
    looked,
    findings,
  }: { endedAtMs: number; looked: { receipts: number; accounts: number }; findings: Finding[] },
): Promise<void> {
  const differences = findings.filter(({ kind }) => kind === 'difference');
  const kept = [...differences, ...findings.filter(({ kind }) => kind === 'unknown')].slice(0, KEPT_FINDINGS);
  await sql.query(
    `UPDATE audit_run SET ended_at = $2, receipts = $3, accounts = $4, differences = $5, unknowns = $6, findings = $7
     WHERE id = $1`,
    [
      id,
      new Date(endedAtMs),
      looked.receipts,
      looked.accounts,
      differences.length,
      findings.length - differences.length,
      JSON.stringify(kept),
    ],
  );
  await sql.query('DELETE FROM audit_run WHERE id <= $1::bigint - $2', [id, KEPT_RUNS]);
}

/** The last runs, newest first. */
export async function readRuns(sql: Sql, limit: number): Promise<AuditRun[]> {
  const { rows } = await sql.query<RunColumns>('SELECT * FROM audit_run ORDER BY id DESC LIMIT $1', [limit]);
  return rows.map((row) => ({
    scope: row.scope,
    beganAtMs: row.began_at.getTime(),
    endedAtMs: row.ended_at?.getTime() ?? null,
    receipts: row.receipts ?? 0,
    accounts: row.accounts ?? 0,
    differences: row.differences ?? 0,
    unknowns: row.unknowns ?? 0,
    findings: row.findings ?? [],
  }));
}

interface RunColumns {
  scope: AuditScope;
  began_at: Date;
  ended_at: Date | null;
  receipts: number | null;
  accounts: number | null;
  differences: number | null;
  unknowns: number | null;
  findings: Finding[] | null;
}
