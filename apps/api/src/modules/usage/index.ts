export type { AnswerRecord, Attempt, Decision, RequestKind, ServiceClass } from './answer-record.ts';
export { type Bill, billReceipt, freeOfCharge, worstCostNano } from './bill.ts';
export { createUsage, type Usage, type UsageDeps } from './create-usage.ts';
export { earningsOfListings, earnSummary } from './earnings.ts';
export type { Recorded } from './record-answers.ts';
export type { EarnSummary, UsagePage, UsageReceipt, UsageRow } from './shapes.ts';
export { receiptOf, type UsageInput, usageOf } from './usage-of.ts';
export type { ListingEarnings } from './usage-views.repo.ts';
