import type { Clock, Database } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { findCharge } from './find-charge.repo.ts';
import type { RecordAnswer } from './record-answers.ts';
import { recordOf } from './release-expired.ts';

/** `free`: it was not charged, and never will be. */
export type JobEnd = 'free' | 'charged';

export interface ReleaseJobDeps {
  db: Database;
  ledger: Pick<Ledger, 'holdOf'>;
  record: RecordAnswer;
  clock: Clock;
}

/** Ends a job whose runner has died: of a release and a receipt at once, one wins, and this says which. */
export async function releaseJob({ db, ledger, record, clock }: ReleaseJobDeps, jobId: string): Promise<JobEnd> {
  const hold = await ledger.holdOf(jobId);
  if (hold && (await record(recordOf(hold, clock.nowMs()))) === 'recorded') return 'free';
  return (await findCharge(db.pool, jobId)) > 0n ? 'charged' : 'free';
}
