export { abilityBits } from './ability-bits.ts';
export type { ReasonCode, RouteCandidate, RouteEvidence, RouteRequest } from './candidate.ts';
export { spreadOf } from './chance.ts';
export { explainNobody } from './explain-nobody.ts';
export { type RouteOffer, reasonAgainstOffer } from './gates.ts';
export { MAX_CHOSEN, type Ranking, rankCandidates } from './rank-candidates.ts';
