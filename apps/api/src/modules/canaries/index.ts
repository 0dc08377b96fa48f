export { aliasSecretOf } from './aliases.ts';
export { createAskAsBuyer } from './ask-as-buyer.ts';
export { type Checks, createChecks } from './create-checks.ts';
export { type BadgeDeps, keepBadges } from './keep-badges.ts';
export { proofOfListing } from './proof-of-listing.ts';
export type * from './shapes.ts';
export type { VerifiedRule } from './verified.ts';
