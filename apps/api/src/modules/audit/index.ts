export type { Coins } from './coins.repo.ts';
export { createReconciler, type Reconciler } from './create-reconciler.ts';
export type { Finding } from './finding.ts';
export { openAuditDatabase } from './open-audit-database.ts';
export { clearPayoutStop, payoutStop, reconciliation } from './reconciliation.ts';
export { type AuditDeps, type AuditReport, runAudit } from './run-audit.ts';
export type * from './shapes.ts';
