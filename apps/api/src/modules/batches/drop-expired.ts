import { deleteOldBatches, findForsaken } from './batches.repo.ts';
import { type BatchesDeps, KEEP_MS } from './deps.ts';
import { deleteFile, findExpiredFiles } from './files.repo.ts';
import { finishAs } from './finish-as.ts';
import { finishBatch } from './runs.repo.ts';

/** An upload that takes longer has broken off. */
const LONGEST_UPLOAD_MS = 3600_000;

/** Ends batches past their window (or cancelled) that no broker works on, and drops old files and results. */
export async function dropExpired({ db, clock }: Pick<BatchesDeps, 'db' | 'clock'>): Promise<void> {
  const nowMs = clock.nowMs();
  for (const row of await findForsaken(db.pool, nowMs)) {
    const state = row.state === 'cancelling' ? 'cancelled' : 'expired';
    await finishBatch(db, { accountId: row.account_id, id: row.id }, finishAs(row, state, nowMs));
  }
  for (const file of await findExpiredFiles(db.pool, nowMs, nowMs - LONGEST_UPLOAD_MS)) {
    await deleteFile(db, file.account_id, file.id);
  }
  await deleteOldBatches(db.pool, nowMs - KEEP_MS);
}
