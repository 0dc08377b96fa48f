import { type Database, inTransaction } from '../../platform/index.ts';
import { compareSums, type DayRange, rebuildSums, type SumsDiffer } from './roll-ups.repo.ts';

/** Where the sums by day are not what the rows add up to: nothing, or there is a bug. For a job at night. */
export const compareRollUps = ({ db }: { db: Database }, days: DayRange): Promise<SumsDiffer[]> =>
  compareSums(db.pool, days);

/** Writes the sums of these days anew. While it runs, ends of requests wait. */
export const rebuildRollUps = ({ db }: { db: Database }, days: DayRange): Promise<void> =>
  inTransaction(db.pool, (sql) => rebuildSums(sql, days));
