export type { AuditAction } from './actions.ts';
export { lockSubject } from './audit-log.repo.ts';
export { auditLog } from './audit-page.ts';
export { type AuditRecord, isSecondClick, recordAudit } from './record-audit.ts';
export { type AuditLogFinding, type AuditLogReport, verifyAuditLog } from './verify-audit-log.ts';
