import { AT_REST_OVERHEAD_BYTES, type Sql } from '../../platform/index.ts';
import type { BatchName } from './runs.repo.ts';

/** SQL on the lines of a batch. Each is worked on by one runner at a time, as long as its lease is renewed. */

export interface ClaimedLine {
  line: number;
  start: number;
  length: number;
  tries: number;
  /** The job of a run before, whose end is not known here. */
  job_id: string | null;
}

export interface Claim {
  runnerId: string;
  nowMs: number;
  leaseUntilMs: number;
  limit: number;
}

/** Takes lines that wait, and those whose runner has died. */
export async function claimLines(sql: Sql, { accountId, id }: BatchName, claim: Claim): Promise<ClaimedLine[]> {
  const { rows } = await sql.query<ClaimedLine>({
    name: 'line-claim',
    text: `WITH free AS (
             SELECT line FROM batch_line
              WHERE account_id = $1 AND batch_id = $2
                AND (state = 'waiting' OR (state = 'running' AND lease_until <= $4))
              ORDER BY line LIMIT $6 FOR UPDATE SKIP LOCKED
           )
           UPDATE batch_line l SET state = 'running', runner_id = $3, lease_until = $5
             FROM free WHERE l.account_id = $1 AND l.batch_id = $2 AND l.line = free.line
           RETURNING l.line, l.start, l.length, l.tries, l.job_id`,
    values: [accountId, id, claim.runnerId, new Date(claim.nowMs), new Date(claim.leaseUntilMs), claim.limit],
  });
  return rows.toSorted((a, b) => a.line - b.line);
}

export async function renewLines(
  sql: Sql,
  { accountId, id }: BatchName,
  { runnerId, leaseUntilMs }: Pick<Claim, 'runnerId' | 'leaseUntilMs'>,
): Promise<void> {
  await sql.query(
    `UPDATE batch_line SET lease_until = $4
      WHERE account_id = $1 AND batch_id = $2 AND runner_id = $3 AND state = 'running'`,
    [accountId, id, runnerId, new Date(leaseUntilMs)],
  );
}

export interface RunningLine extends BatchName {
  line: number;
  runnerId: string;
}

const valuesOf = ({ accountId, id, line, runnerId }: RunningLine): unknown[] => [accountId, id, line, runnerId];
const MINE = `account_id = $1 AND batch_id = $2 AND line = $3 AND runner_id = $4 AND state = 'running'`;

/** Writes which job asks for the line, before anything is paid. @returns false when the line is another's by now. */
export async function noteJob(sql: Sql, line: RunningLine, jobId: string): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: 'line-job',
    text: `UPDATE batch_line SET job_id = $5 WHERE ${MINE}`,
    values: [...valuesOf(line), jobId],
  });
  return rowCount === 1;
}

/** Lets a line wait again: it was not answered, and nothing was paid. @param triedMore that counts against it. */
export async function giveLineBack(sql: Sql, line: RunningLine, triedMore: number): Promise<void> {
  await sql.query({
    name: 'line-back',
    text: `UPDATE batch_line SET state = 'waiting', runner_id = NULL, job_id = NULL, tries = tries + $5 WHERE ${MINE}`,
    values: [...valuesOf(line), triedMore],
  });
}

export interface LineEnd {
  state: 'answered' | 'failed';
  /** Sealed; null where `reason` says all. */
  result: Uint8Array | null;
  reason: string | null;
  /** What its file grows by; without a result, its custom_id comes on top. */
  bytes: number;
}

/** Ends a line, once, and counts it. The batch is locked first: see finishBatch. */
export async function endLine(sql: Sql, line: RunningLine, end: LineEnd): Promise<void> {
  await sql.query({
    name: 'line-end',
    text: `WITH locked AS MATERIALIZED (
             SELECT 1 FROM batch WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE
           ), ended AS (
             UPDATE batch_line SET state = $5, result = $6, reason = $7, runner_id = NULL
              WHERE ${MINE} AND (SELECT count(*) FROM locked) = 1
             RETURNING CASE WHEN $6::bytea IS NULL THEN octet_length(name) - ${AT_REST_OVERHEAD_BYTES} ELSE 0 END AS more
           )
           UPDATE batch b SET
             answered = b.answered + CASE WHEN $5 = 'answered' THEN 1 ELSE 0 END,
             failed = b.failed + CASE WHEN $5 = 'failed' THEN 1 ELSE 0 END,
             output_bytes = b.output_bytes + CASE WHEN $5 = 'answered' THEN $8::bigint + more ELSE 0 END,
             error_bytes = b.error_bytes + CASE WHEN $5 = 'failed' THEN $8::bigint + more ELSE 0 END
            FROM ended WHERE b.account_id = $1 AND b.id = $2`,
    values: [...valuesOf(line), end.state, end.result, end.reason, end.bytes],
  });
}

export interface ResultRow {
  line: number;
  name: Buffer;
  result: Buffer | null;
  reason: string | null;
}

/** Results in the order of the file, from behind `after`. */
export async function readResults(
  sql: Sql,
  { accountId, id }: BatchName,
  state: LineEnd['state'],
  { after, limit }: { after: number; limit: number },
): Promise<ResultRow[]> {
  const { rows } = await sql.query<ResultRow>(
    `SELECT line, name, result, reason FROM batch_line
      WHERE account_id = $1 AND batch_id = $2 AND state = $3 AND line > $4 ORDER BY line LIMIT $5`,
    [accountId, id, state, after, limit],
  );
  return rows;
}
