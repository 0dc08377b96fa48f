import { type Clock, type Database, inTransaction } from '../../platform/index.ts';
import { foldEnded, tryLockGifts } from './gifts.repo.ts';

/**
 * Takes up how gifts have ended, unless somebody is at it: an answer that came to nothing is to be tried again at once, and a day
 * whose answers cost less than was held has more to give.
 */
export function foldGifts({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  return inTransaction(db.pool, async (sql) => {
    if (await tryLockGifts(sql)) await foldEnded(sql, clock.nowMs());
  });
}
