import type { Database } from '../../platform/index.ts';
import type { EarningsTotals } from './shapes.ts';
import { readTotals } from './totals.repo.ts';

/** For admins: what lies on all providers' accounts, and what their payouts wait for. */
export const earningsTotals = ({ db }: { db: Database }): Promise<EarningsTotals> => readTotals(db.pool);
