export type { AnswerRecord, Attempt, Decision } from './answer-record.ts';
export { type Bill, billReceipt, freeOfCharge } from './bill.ts';
export { busyHours } from './busy-hours.ts';
export { createUsage, type Usage, type UsageDeps } from './create-usage.ts';
export { type DemandCell, demandOf } from './demand.repo.ts';
export { type EarnRecord, earnChart, earnExport } from './earn-chart.ts';
export type { ListingEarnings } from './earnings.repo.ts';
export { earningsOfListings, earnSummary } from './earnings.ts';
export { readHeldTerms } from './hold-terms.ts';
export { readJourney } from './read-journey.ts';
export type { Recorded } from './record-answers.ts';
export type { JobEnd } from './release-job.ts';
export type { DayRange, SumsDiffer } from './roll-ups.repo.ts';
export { compareRollUps, rebuildRollUps } from './roll-ups.ts';
export type {
  ChartInput,
  EarnChart,
  EarnChartInput,
  EarnRange,
  EarnSummary,
  Journey,
  UsageChart,
  UsageFilter,
  UsageInput,
  UsagePage,
  UsageReceipt,
  UsageRow,
} from './shapes.ts';
export { usageChart } from './usage-chart.ts';
export { usageExport } from './usage-export.ts';
export { receiptOf, usageOf } from './usage-of.ts';
