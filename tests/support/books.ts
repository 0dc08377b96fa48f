import pg from 'pg';
import { createLedger } from '../../apps/api/src/modules/ledger/index.ts';
import { openDatabase, systemClock } from '../../apps/api/src/platform/index.ts';

export interface BookedUsage {
  jobId: string;
  end: string;
  costNano: bigint;
  errorCode: string | null;
}

/** What a test reads of the market's books, past the market. */
export interface Books {
  /** Holds that are open now. */
  openHolds(): Promise<number>;
  usage(): Promise<BookedUsage[]>;
  /** What became of each machine that worked on a job, in order: the code for which it ended, or null when it ended well. */
  journey(jobId: string | null): Promise<(string | null)[]>;
  /** Every difference that the ledger finds in itself; empty when no money was lost or made. */
  audit(): Promise<unknown[]>;
  /** Lets the time of all open holds be over. */
  expireHolds(): Promise<void>;
  close(): Promise<void>;
}

export function openBooks(databaseUrl: string): Books {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => {}); // Tests stop databases.
  return {
    openHolds: async () => (await pool.query(`SELECT 1 FROM hold WHERE state = 'open'`)).rowCount ?? 0,
    usage: async () => {
      const { rows } = await pool.query<{ job_id: string; end: string; cost_nano: string; error_code: string | null }>(
        'SELECT job_id, "end", cost_nano, error_code FROM usage',
      );
      return rows.map(({ job_id: jobId, end, cost_nano, error_code: errorCode }) => {
        return { jobId, end, costNano: BigInt(cost_nano), errorCode };
      });
    },
    journey: async (jobId) => {
      const { rows } = await pool.query<{ decision: { attempts: { after?: string }[] } }>(
        'SELECT decision FROM usage WHERE job_id = $1',
        [jobId],
      );
      return (rows[0]?.decision.attempts ?? []).map(({ after }) => after ?? null);
    },
    audit: async () => {
      const db = openDatabase(databaseUrl, () => {});
      const differences = await createLedger({ db, clock: systemClock }).audit();
      await db.close();
      return differences;
    },
    expireHolds: async () => {
      await pool.query(`UPDATE hold SET expires_at = now() - interval '1 second' WHERE state = 'open'`);
    },
    close: () => pool.end(),
  };
}
