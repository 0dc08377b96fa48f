export {
  type AuditLogFinding,
  type AuditLogReport,
  type AuditRecord,
  auditLog,
  recordAudit,
  verifyAuditLog,
} from './audit-log/index.ts';
export {
  type CatalogueDeps,
  catalogueView,
  dropEntry,
  type EntryInput,
  hideEntry,
  removeCloudPrice,
  renewCloudPrice,
  saveCloudPrice,
  saveHardware,
  saveModel,
} from './catalogue/index.ts';
export { announcePolicy, type ChangePolicyDeps, cancelPolicy } from './change-policy.ts';
export { pauseByAdmin, reviewListing } from './review-listing.ts';
export { listingsForAdmin, REVIEW_SLA_MS, reviewQueue } from './review-queue.ts';
export type * from './shapes.ts';
export { adminWaiting } from './waiting.ts';
