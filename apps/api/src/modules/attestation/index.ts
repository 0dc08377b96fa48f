export { createEvidence, type Evidence, type EvidenceDeps } from './evidence/create-evidence.ts';
export type { AllowedImages } from './evidence/judge-evidence.ts';
export type { EvidenceStanding, EvidenceState } from './shapes.ts';
export { keepTiers } from './tiers/keep-tiers.ts';
