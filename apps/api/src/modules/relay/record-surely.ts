import { isDatabaseGone, type ModuleLog } from '../../platform/index.ts';
import type { AnswerRecord, Recorded, Usage } from '../usage/index.ts';

/** How long a buyer waits for the books before their stream ends without a bill. */
export const BUYER_PATIENCE_MS = 5_000;
/** Longer than any hold lives there is nothing left to settle. */
const GIVE_UP_MS = 30 * 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface RecordOptions {
  patienceMs: number;
  /** Called when it is written, in time or late. */
  onRecorded?: () => void;
}

export interface SureRecorder {
  /**
   * Writes the end of a request, again and again while the database is gone. `late`: not in the buyer's time; it is
   * still tried.
   */
  record(record: AnswerRecord, options: RecordOptions): Promise<Recorded | 'late' | 'failed'>;
  /** Resolves when nothing is being tried any more. */
  idle(): Promise<void>;
  /** Tries no more than once from now on. What is unsettled comes again from the nodes' journals. */
  stop(): void;
}

export function createSureRecorder(usage: Pick<Usage, 'record'>, log: ModuleLog): SureRecorder {
  const pending = new Set<Promise<unknown>>();
  let isStopped = false;

  async function tryOn(record: AnswerRecord, onRecorded: () => void): Promise<Recorded | 'failed'> {
    const giveUpAtMs = performance.now() + GIVE_UP_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        const recorded = await usage.record(record);
        onRecorded();
        return recorded;
      } catch (error) {
        const isLast = isStopped || performance.now() > giveUpAtMs || !isDatabaseGone(error);
        log.error({ err: error, jobId: record.jobId, isLast }, 'the end of a request is not written yet');
        if (isLast) return 'failed';
      }
      await pause(pauseMs);
    }
  }

  return {
    record: (record, { patienceMs, onRecorded = () => {} }) => {
      const trying = tryOn(record, onRecorded);
      pending.add(trying);
      void trying.finally(() => pending.delete(trying));
      return Promise.race([trying, late(trying, patienceMs)]);
    },
    idle: async () => {
      await Promise.allSettled(pending);
    },
    stop: () => {
      isStopped = true;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function late(trying: Promise<unknown>, patienceMs: number): Promise<'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), patienceMs).unref();
    void trying.finally(() => clearTimeout(timer));
  });
}
