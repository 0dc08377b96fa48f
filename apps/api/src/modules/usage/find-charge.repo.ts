import type { Sql } from '../../platform/index.ts';
import { writtenAfterMs } from './job-time.ts';

/** What a job cost, in nano; 0 for one that is not in the books. */
export async function findCharge(sql: Sql, jobId: string): Promise<bigint> {
  const { rows } = await sql.query<{ cost_nano: string }>(
    'SELECT cost_nano FROM usage WHERE job_id = $1 AND created_at >= $2',
    [jobId, new Date(writtenAfterMs(jobId))],
  );
  return BigInt(rows[0]?.cost_nano ?? 0);
}
