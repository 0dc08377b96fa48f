import type { AttestationFacts } from '@spindle/shared/attestation';
import type { Sql } from '../../../platform/index.ts';

/** SQL on evidence. A bundle is named by its hash, so whoever writes it writes the same. */

/** Devices that hold a quote fetch what was the newest when it was made. */
const KEPT_PER_NODE = 4;

export interface EvidenceRow {
  nodeId: string;
  state: 'accepted' | 'refused';
  code: string | null;
  facts: AttestationFacts;
  sinceMs: number;
  hash: string | null;
  untilMs: number | null;
}

/** Keeps a bundle and forgets all but the last few of its machine. */
export async function saveBundle(
  sql: Sql,
  { hash, nodeId, text, nowMs }: { hash: string; nodeId: string; text: string; nowMs: number },
): Promise<void> {
  await sql.query(
    `INSERT INTO evidence_bundle (hash, node_id, bundle, heard_at) VALUES ($1, $2, $3, to_timestamp($4 / 1000.0))
     ON CONFLICT (hash) DO NOTHING`,
    [hash, nodeId, text, nowMs],
  );
  await sql.query(
    `DELETE FROM evidence_bundle WHERE node_id = $1 AND hash NOT IN
       (SELECT hash FROM evidence_bundle WHERE node_id = $1 ORDER BY heard_at DESC, hash LIMIT ${KEPT_PER_NODE})`,
    [nodeId],
  );
}

/** The exact text that has this hash; null when none is kept. */
export async function readBundle(sql: Sql, hash: string): Promise<string | null> {
  const { rows } = await sql.query<{ bundle: string }>('SELECT bundle FROM evidence_bundle WHERE hash = $1', [hash]);
  return rows[0]?.bundle ?? null;
}

/** Writes how a machine stands now. @returns since when it stands so: of the same state and code, since the first. */
export async function saveStanding(sql: Sql, row: EvidenceRow): Promise<number> {
  const { rows } = await sql.query<{ since: Date }>(
    `INSERT INTO node_evidence AS e (node_id, state, code, facts, since, hash, until, looked_at)
     VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6, to_timestamp($7::float8 / 1000.0), to_timestamp($5 / 1000.0))
     ON CONFLICT (node_id) DO UPDATE SET state = EXCLUDED.state, code = EXCLUDED.code, facts = EXCLUDED.facts,
       hash = EXCLUDED.hash, until = EXCLUDED.until, looked_at = EXCLUDED.looked_at,
       since = CASE WHEN e.state = EXCLUDED.state AND e.code IS NOT DISTINCT FROM EXCLUDED.code THEN e.since
                    ELSE EXCLUDED.since END
     RETURNING since`,
    [row.nodeId, row.state, row.code, JSON.stringify(row.facts), row.sinceMs, row.hash, row.untilMs],
  );
  return rows[0]?.since.getTime() ?? row.sinceMs;
}

interface Columns {
  node_id: string;
  state: 'accepted' | 'refused';
  code: string | null;
  facts: AttestationFacts;
  since: Date;
  hash: string | null;
  until: Date | null;
}

/** How machines stood when it was last looked. Those that never showed evidence are left out. */
export async function readStandings(sql: Sql, nodeIds: readonly string[]): Promise<EvidenceRow[]> {
  const { rows } = await sql.query<Columns>(
    'SELECT node_id, state, code, facts, since, hash, until FROM node_evidence WHERE node_id = ANY($1::uuid[])',
    [nodeIds],
  );
  return rows.map(({ node_id, since, until, ...row }) => ({
    ...row,
    nodeId: node_id,
    sinceMs: since.getTime(),
    untilMs: until?.getTime() ?? null,
  }));
}
