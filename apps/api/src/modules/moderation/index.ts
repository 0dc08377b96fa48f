export { auditLog } from './audit-log.ts';
export { pauseByAdmin, reviewListing } from './review-listing.ts';
export { listingsForAdmin, REVIEW_SLA_MS, reviewQueue } from './review-queue.ts';
export type * from './shapes.ts';
