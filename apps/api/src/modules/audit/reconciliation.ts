import { ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { type AuditRun, readRuns } from './audit-runs.repo.ts';
import { checkCodeOf } from './check-codes.ts';
import { endStop, readStop, type StandingStop } from './payout-stop.repo.ts';
import type { AuditRunView, ReconciliationView } from './shapes.ts';

const SHOWN_RUNS = 20;

/** Why payouts stand still, and since when; null while they go out. */
export const payoutStop = ({ db }: { db: Database }): Promise<StandingStop | null> => readStop(db.pool);

/** For admins: the last runs of the audit, and whether payouts stand still. */
export async function reconciliation({ db }: { db: Database }): Promise<Result<ReconciliationView>> {
  const [stop, runs] = await Promise.all([readStop(db.pool), readRuns(db.pool, SHOWN_RUNS)]);
  return ok({ stop: stop && { ...stop, code: checkCodeOf(stop.reason) }, runs: runs.map(withCodes) });
}

const withCodes = (run: AuditRun): AuditRunView => ({
  ...run,
  findings: run.findings.map((finding) => ({ ...finding, code: checkCodeOf(finding.check) })),
});

/** Lets payouts go out again. @param why what an operator found out. @returns false when nothing stood still. */
export const clearPayoutStop = ({ db, clock }: { db: Database; clock: Clock }, why: string): Promise<boolean> =>
  endStop(db.pool, why, new Date(clock.nowMs()));
