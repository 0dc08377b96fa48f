/*
 * A receipt and what stands beside it, checked by anybody: no account, no network, no belief in the market.
 * docs/attestation.md describes the file.
 */
export { auditReceipt, type ReceiptVerdict } from './audit-receipt.ts';
export { openQuestion, type SealedQuestion } from './open-question.ts';
export type { ReceiptFile } from './read-receipt-file.ts';
