export {
  type AllowList,
  type AllowListDeps,
  createAllowList,
  type PublishedList,
  proposeImage,
  reviewImage,
  revokeImage,
} from './allow-list/index.ts';
export { createEvidence, type Evidence, type EvidenceDeps } from './evidence/create-evidence.ts';
export type { AllowedImages } from './evidence/judge-evidence.ts';
export type * from './shapes.ts';
export { keepTiers } from './tiers/keep-tiers.ts';
