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
  /** Messages that the market must send, or has sent and not seen to their end: `kind state reason`. */
  onTheirWay(): Promise<string[]>;
  /** How many messages of each kind ended how: `claim done` → 12. */
  endedMessages(): Promise<Record<string, number>>;
  /** What was settled from an escrow, by the books. */
  spentOf(channel: string): Promise<bigint>;
  /** Lets the time of all open holds be over. */
  expireHolds(): Promise<void>;
  /** Lets it be long ago that batches of the market's wallet were handed to the chain: they are handed over again. */
  ageBatches(): Promise<void>;
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
    onTheirWay: async () => {
      const { rows } = await pool.query<{ what: string }>(
        `SELECT concat_ws(' ', kind, state, reason) AS what FROM outgoing WHERE state IN ('waiting', 'batched')
         UNION ALL SELECT concat_ws(' ', 'batch', state) FROM outgoing_batch WHERE state NOT IN ('landed', 'expired')`,
      );
      return rows.map(({ what }) => what);
    },
    endedMessages: async () => {
      const { rows } = await pool.query<{ what: string; count: string }>(
        `SELECT concat_ws(' ', kind, state, reason) AS what, count(*) FROM outgoing GROUP BY 1 ORDER BY 1`,
      );
      return Object.fromEntries(rows.map(({ what, count }) => [what, Number(count)]));
    },
    spentOf: async (channel) => {
      const { rows } = await pool.query<{ spent_nano: string }>('SELECT spent_nano FROM channel WHERE address = $1', [
        channel,
      ]);
      return BigInt(rows[0]?.spent_nano ?? 0);
    },
    expireHolds: async () => {
      await pool.query(`UPDATE hold SET expires_at = now() - interval '1 second' WHERE state = 'open'`);
    },
    ageBatches: async () => {
      await pool.query(`UPDATE outgoing_batch SET sent_at = sent_at - interval '1 minute' WHERE state = 'sent'`);
    },
    close: () => pool.end(),
  };
}
