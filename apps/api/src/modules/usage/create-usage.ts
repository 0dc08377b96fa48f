import type { Signed } from '@spindle/shared';
import type { Clock, Database, ModuleLog } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { LateVerdict } from '../nodes/index.ts';
import { makePartitions } from './partitions.repo.ts';
import { createRecordAnswer, type RecordAnswer } from './record-answers.ts';
import { releaseExpired } from './release-expired.ts';
import { type JobEnd, releaseJob } from './release-job.ts';
import { settleLateReceipt } from './settle-late-receipt.ts';
import { sumUpHours } from './sum-up-hours.ts';

export interface Usage {
  /** Ends a request in the books, once: hold and usage row together. Throws when the database is gone. */
  record: RecordAnswer;
  /** What nodes deliver after the fact. */
  settleLateReceipt(nodeId: string, jobId: string, receipt: Signed): Promise<LateVerdict>;
  /** Remembers who worked when a buyer stopped, and what had been delivered of their answer, until its receipt comes. */
  noteStopped(jobId: string, nodeId: string, deliveredTokens: number): void;
  /**
   * For whoever must ask the same again after a crash: gives back what the job held, unless it was charged. From then on
   * it is never charged: a receipt that comes later finds the hold closed.
   */
  releaseJob(jobId: string): Promise<JobEnd>;
  /** Gives back holds that nobody ended in time. */
  releaseExpired(): Promise<number>;
  /** Brings the sums by hour up to date. */
  sumUpHours(): Promise<void>;
  /** Makes the partitions of the months to come. */
  makePartitions(): Promise<number>;
}

export interface UsageDeps {
  db: Database;
  clock: Clock;
  log: Pick<ModuleLog, 'warn' | 'error'>;
  ledger: Ledger;
}

const MAX_STOPPED = 50_000;

export function createUsage({ db, clock, log, ledger }: UsageDeps): Usage {
  const record = createRecordAnswer({ ledger, clock });
  const stopped = new Map<string, { nodeId: string; tokens: number }>();
  const lateDeps = { ledger, record, log, stoppedAt: (jobId: string) => stopped.get(jobId) ?? null };
  return {
    record,
    settleLateReceipt: async (nodeId, jobId, receipt) => {
      const verdict = await settleLateReceipt(lateDeps, nodeId, jobId, receipt);
      // After one that does not fit, the good one may come: it is still billed for what was delivered.
      const isDone = verdict === 'settled' || verdict === 'over';
      if (isDone && stopped.get(jobId)?.nodeId === nodeId) stopped.delete(jobId);
      return verdict;
    },
    noteStopped: (jobId, nodeId, tokens) => {
      stopped.set(jobId, { nodeId, tokens });
      const [oldest] = stopped.keys();
      if (stopped.size > MAX_STOPPED && oldest !== undefined) stopped.delete(oldest);
    },
    releaseJob: (jobId) => releaseJob({ db, ledger, record, clock }, jobId),
    releaseExpired: () => releaseExpired({ ledger, record, clock }),
    sumUpHours: () => sumUpHours({ db, clock }),
    makePartitions: () => makePartitions(db.pool, clock.nowMs()),
  };
}
