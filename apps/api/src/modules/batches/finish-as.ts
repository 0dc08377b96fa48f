import type { BatchRow } from './batches.repo.ts';
import { unansweredBytes } from './result-lines.ts';
import type { Finish } from './runs.repo.ts';

const CODES = {
  completed: null,
  expired: 'batch_expired',
  cancelled: 'batch_cancelled',
  failed: 'batch_key_ended',
} as const;

/** The end of a batch, and what it means for lines that had no turn. */
export function finishAs(batch: Pick<BatchRow, 'id' | 'faults'>, state: Finish['state'], nowMs: number): Finish {
  const code = CODES[state];
  const faults = code === 'batch_key_ended' ? [...batch.faults, { fault: { code }, line: null }] : batch.faults;
  return { state, code, faults, bytesPerLine: code ? unansweredBytes(batch.id, code) : 0, nowMs };
}
