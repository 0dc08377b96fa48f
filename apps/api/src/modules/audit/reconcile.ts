import type { ModuleLog } from '../../platform/index.ts';
import { beginRun, endRun } from './audit-runs.repo.ts';
import type { Finding } from './finding.ts';
import { insertStop } from './payout-stop.repo.ts';
import { type AuditDeps, type AuditReport, type AuditScope, runAudit } from './run-audit.ts';

export interface ReconcileDeps extends AuditDeps {
  log: ModuleLog;
  /** How often what is on chain is compared with the books. */
  everyMs: number;
}

const DAY_MS = 86_400_000;
/** Receipts and sums of requests before were proven on the days before. */
const PROVEN_AFTER_MS = 2 * DAY_MS;
/** Room for a clock that is a little late, so that «once a day» stays at the same time of day. */
const SLACK_MS = 60_000;

/**
 * One look of clockwork: once a day everything is audited, more often what is on chain, by one broker. A difference that
 * is there again on a second look stops payouts, and nothing else; what could not be read stops nothing.
 * @returns the report; null when it is not our turn.
 */
export async function reconcile(deps: ReconcileDeps): Promise<AuditReport | null> {
  const { db, clock, everyMs } = deps;
  const turnOf = (scope: AuditScope, periodMs: number) =>
    beginRun(db.pool, scope, new Date(clock.nowMs() - periodMs + SLACK_MS), new Date(clock.nowMs()));
  const full = await turnOf('full', DAY_MS);
  if (full) return look(deps, 'full', full);
  const chain = await turnOf('chain', everyMs);
  return chain ? look(deps, 'chain', chain) : null;
}

async function look(deps: ReconcileDeps, scope: AuditScope, run: string): Promise<AuditReport> {
  const { db, clock, log } = deps;
  const since = new Date(clock.nowMs() - PROVEN_AFTER_MS);
  const first = await runAudit(deps, scope, since);
  const report = hasDifferences(first) ? await lookAgain(deps, scope, since, first) : first;
  await endRun(db.pool, run, report);
  const differences = report.findings.filter(isDifference);
  const unknowns = report.findings.length - differences.length;
  if (unknowns > 0)
    log.warn({ scope, unknowns, first: report.findings.find((it) => !isDifference(it)) }, 'not all could be audited');
  const [worst] = differences;
  if (!worst) return report;
  log.error(
    { scope, differences: differences.length, first: differences.slice(0, 5) },
    'the books differ; payouts stop',
  );
  await insertStop(db.pool, worst.check, new Date(clock.nowMs()));
  return report;
}

/** What was there twice. Something that was just being written is gone the second time. */
async function lookAgain(
  deps: ReconcileDeps,
  scope: AuditScope,
  since: Date,
  first: AuditReport,
): Promise<AuditReport> {
  await deps.pause();
  const second = await runAudit(deps, scope, since);
  const seen = new Set(first.findings.map(keyOf));
  return { ...second, findings: second.findings.filter((it) => !isDifference(it) || seen.has(keyOf(it))) };
}

const hasDifferences = ({ findings }: AuditReport): boolean => findings.some(isDifference);
const isDifference = ({ kind }: Finding): boolean => kind === 'difference';
const keyOf = ({ check, subject }: Finding): string => `${check}\n${subject}`;
