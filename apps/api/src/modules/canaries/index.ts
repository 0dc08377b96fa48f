export { aliasSecretOf } from './aliases.ts';
export { createAskAsBuyer } from './ask-as-buyer.ts';
export { canaryOverview, clearNode } from './canary-desk.ts';
export { type Checks, createChecks } from './create-checks.ts';
export { retireAll, saveTrust } from './desk.repo.ts';
export { type BadgeDeps, keepBadges } from './keep-badges.ts';
export { proofOfListing } from './proof-of-listing.ts';
export type * from './shapes.ts';
export type { VerifiedRule } from './verified.ts';
