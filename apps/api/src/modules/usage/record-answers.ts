import {
  type Batcher,
  type Clock,
  createBatcher,
  type Database,
  inTransaction,
  isDatabaseGone,
} from '../../platform/index.ts';
import { type Ledger, retryClash, type Settlement } from '../ledger/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { insertUsage } from './usage.repo.ts';

const GATHER_MS = 2;
const MAX_BATCH = 200;

/** `recorded` now; or `known`: the job was settled or released before, and stays as it was. */
export type Recorded = 'recorded' | 'known';
export type RecordAnswer = (record: AnswerRecord) => Promise<Recorded>;

interface RecordDeps {
  db: Database;
  ledger: Ledger;
  clock: Clock;
}

/**
 * Ends a request in the books: the hold is settled or released and the usage row written, in one transaction, once.
 * Requests that end together are written together.
 */
export function createRecordAnswer(deps: RecordDeps): RecordAnswer {
  const batcher: Batcher<AnswerRecord, Recorded> = createBatcher({
    gatherMs: GATHER_MS,
    maxItems: MAX_BATCH,
    isHopeless: isDatabaseGone,
    run: (records) => recordAll(deps, records),
  });
  return (record) => batcher.add(record);
}

async function recordAll({ db, ledger, clock }: RecordDeps, records: AnswerRecord[]): Promise<Recorded[]> {
  const prepared = await ledger.prepareSettlements(records.map(settlementOf));
  const closed = await retryClash(() =>
    inTransaction(db.pool, async (sql) => {
      const jobs = await ledger.settleHolds(sql, prepared);
      await insertUsage(sql, lastOfEach(records, jobs), clock.nowMs());
      return jobs;
    }),
  );
  return records.map(({ jobId }) => (closed.has(jobId) ? 'recorded' : 'known'));
}

/** The ledger settles the last record of a job that comes twice in one batch, so that one is written. */
function lastOfEach(records: readonly AnswerRecord[], jobs: ReadonlySet<string>): AnswerRecord[] {
  const byJob = new Map(records.map((record) => [record.jobId, record]));
  return [...byJob.values()].filter(({ jobId }) => jobs.has(jobId));
}

function settlementOf({ jobId, accountId, holdNano, bill, worker }: AnswerRecord): Settlement {
  const providerId = worker?.providerId ?? null;
  const { costNano, feeNano } = bill;
  return { jobId, accountId, holdNano, costNano, feeNano, providerId };
}
