import type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';
import { reasonAgainst } from './fits-limits.ts';
import { POLICY_ORDERS, type Ranked, seedOf, toRanked } from './policies.ts';

/** A request is sealed once per candidate, so a quote names few: one to answer, two to fall back on. */
export const MAX_CHOSEN = 3;

export interface Ranking<Candidate extends RouteCandidate = RouteCandidate> {
  /** Who should answer, best first. */
  chosen: Candidate[];
  excluded: { nodeId: string; why: ReasonCode }[];
}

/**
 * Who should answer this request, in which order, and why not the others. Pure: the same input gives the same order.
 * @example rankCandidates(request, candidates, clock.nowMs()).chosen[0]
 */
export function rankCandidates<Candidate extends RouteCandidate>(
  request: RouteRequest,
  candidates: readonly Candidate[],
  nowMs: number,
): Ranking<Candidate> {
  const order = POLICY_ORDERS[request.policy];
  const seed = seedOf(request);
  const best: Ranked<Candidate>[] = [];
  const excluded: Ranking['excluded'] = [];
  for (const candidate of candidates) {
    const why = reasonAgainst(request, candidate, nowMs);
    if (why) excluded.push({ nodeId: candidate.nodeId, why });
    else insert(best, toRanked(request, candidate, seed), order);
  }
  return { chosen: best.map(({ candidate }) => candidate), excluded };
}

/** Keeps the best few sorted: over thousands of candidates this costs a tenth of sorting them all. */
function insert<Each extends Ranked>(best: Each[], next: Each, order: (a: Ranked, b: Ranked) => number): void {
  const last = best.at(-1);
  if (best.length === MAX_CHOSEN && last && order(next, last) >= 0) return;
  const at = best.findIndex((it) => order(next, it) < 0);
  best.splice(at === -1 ? best.length : at, 0, next);
  best.length = Math.min(best.length, MAX_CHOSEN);
}
