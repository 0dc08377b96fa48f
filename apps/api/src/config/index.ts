export { pinnedListFault } from './pinned-list.ts';
export { readAuditConfig } from './read-audit-config.ts';
export { type Config, readConfig } from './read-config.ts';
