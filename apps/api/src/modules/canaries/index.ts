export { aliasSecretOf } from './asking/aliases.ts';
export { createAskAsBuyer } from './asking/ask-as-buyer.ts';
export { type BadgeDeps, keepBadges } from './badges/keep-badges.ts';
export type { VerifiedRule } from './badges/verified.ts';
export { type Checks, createChecks } from './create-checks.ts';
export type * from './shapes.ts';
export { canaryOverview, clearNode } from './views/canary-desk.ts';
export { retireAll, saveTrust } from './views/desk.repo.ts';
export { proofOfListing } from './views/proof-of-listing.ts';
