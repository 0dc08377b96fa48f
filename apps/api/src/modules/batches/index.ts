export { BATCH_ENDPOINTS } from './check-line.ts';
export { type Batches, createBatches } from './create-batches.ts';
export type { BatchesDeps, BatchLimits } from './deps.ts';
export { toBatchId, toFileId } from './ids.ts';
export * from './shapes.ts';
