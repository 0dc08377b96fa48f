export { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from './ledger-world.ts';
