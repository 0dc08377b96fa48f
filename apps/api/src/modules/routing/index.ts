export type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';
export { explainNobody } from './explain-nobody.ts';
export { MAX_CHOSEN, type Ranking, rankCandidates } from './rank-candidates.ts';
