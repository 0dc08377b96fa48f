import { type Batcher, type Clock, createBatcher, isDatabaseGone } from '../../platform/index.ts';
import { type Ledger, retryClash, type Settlement } from '../ledger/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { usageOfClosed } from './usage.repo.ts';

const GATHER_MS = 2;
/** Holds come first: nobody waits for the end of a request as they do for its start. */
const REST_BELOW = 32;
const MAX_BATCH = 100;
/** While full batches wait, a second one fills what the processor idles between preparing and writing. */
const BATCHES_AT_ONCE = 2;

/** `recorded` now; or `known`: the job was settled or released before, and stays as it was. */
export type Recorded = 'recorded' | 'known';
export type RecordAnswer = (record: AnswerRecord) => Promise<Recorded>;

interface Outcome {
  recorded: Recorded;
  onDisk: Promise<void>;
}

interface RecordDeps {
  ledger: Ledger;
  clock: Clock;
}

/**
 * Ends a request in the books: the hold is settled or released and the usage row written, by one statement, once.
 * Requests that end together are written together.
 */
export function createRecordAnswer(deps: RecordDeps): RecordAnswer {
  const batcher: Batcher<AnswerRecord, Outcome> = createBatcher({
    gatherMs: GATHER_MS,
    restBelowItems: REST_BELOW,
    maxItems: MAX_BATCH,
    batchesAtOnce: BATCHES_AT_ONCE,
    isHopeless: isDatabaseGone,
    run: (records) => recordAll(deps, records),
  });
  return async (record) => {
    const { recorded, onDisk } = await batcher.add(record);
    // Outside the batcher: the next batch is at work while this one goes to the disk.
    await onDisk;
    return recorded;
  };
}

async function recordAll({ ledger, clock }: RecordDeps, records: AnswerRecord[]): Promise<Outcome[]> {
  const prepared = await ledger.prepareSettlements(records.map(settlementOf));
  // The ledger settles the last record of a job that comes twice in one batch, so that one is written.
  const lastOfEach = [...new Map(records.map((record) => [record.jobId, record])).values()];
  const written = usageOfClosed(lastOfEach, clock.nowMs());
  const { closed, onDisk } = await retryClash(() => ledger.settleHolds(prepared, written));
  return records.map(({ jobId }) => ({ recorded: closed.has(jobId) ? 'recorded' : 'known', onDisk }));
}

function settlementOf({ jobId, accountId, holdNano, bill, worker, isGift = false }: AnswerRecord): Settlement {
  const providerId = worker?.providerId ?? null;
  const { costNano, feeNano } = bill;
  return { jobId, accountId, holdNano, costNano, feeNano, providerId, isGift };
}
