export type { AuditFinding } from './audit.repo.ts';
export { createLedger, type Ledger } from './create-ledger.ts';
export type { HeldTerms, HoldInput, TermsByNode } from './hold.ts';
export type { Balances, ExpiredHold, OpenHold } from './ledger.repo.ts';
export type { ChannelRefund, DepositCredit } from './move-deposit.ts';
export type { HoldRefusal } from './open-hold.ts';
export { MARKET } from './postings.ts';
export { retryClash } from './retry-clash.ts';
export type { PreparedSettlements, Settlement } from './settle-holds.ts';
