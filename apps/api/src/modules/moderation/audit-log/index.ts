export { auditLog } from './audit-page.ts';
export { type AuditRecord, recordAudit } from './record-audit.ts';
export { type AuditLogFinding, type AuditLogReport, verifyAuditLog } from './verify-audit-log.ts';
