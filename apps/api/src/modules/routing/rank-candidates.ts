import { BestFew, type Ranked } from './best-few.ts';
import type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';
import { isInShare, mix, spreadOf } from './chance.ts';
import { inOrder } from './choose-among-equals.ts';
import { reasonAgainst } from './gates.ts';
import { POLICY_FIGURES } from './policies.ts';

/** A request is sealed once per candidate, so a quote names few: one to answer, two to fall back on. */
export const MAX_CHOSEN = 3;
/** A machine of which fewer good answers are known is fresh. */
const FRESH_BELOW = 20;
/** The share of requests that may put a fresh machine first, where one that is known would do as well. */
const FRESH_SHARE = 0.05;

export interface Ranking<Candidate extends RouteCandidate = RouteCandidate> {
  /** Who should answer, best first. */
  chosen: Candidate[];
  /** How many did not pass which gate. */
  excluded: ReadonlyMap<ReasonCode, number>;
}

/**
 * Who should answer this request, in which order, and why not the others. Pure: the same input gives the same order.
 * Free machines come before full ones, then the buyer's policy decides; among its equals the affinity word, or the less
 * loaded of two that chance has picked: so many brokers, each with old news of loads, never run to the same machine.
 * @example rankCandidates(request, candidates, clock.nowMs()).chosen[0]
 */
export function rankCandidates<Candidate extends RouteCandidate>(
  request: RouteRequest,
  candidates: readonly Candidate[],
  nowMs: number,
  most = MAX_CHOSEN,
): Ranking<Candidate> {
  const figureOf = POLICY_FIGURES[request.policy];
  const seed = spreadOf(request.affinity ?? request.jobId);
  const excluded = new Map<ReasonCode, number>();
  // Two are compared for each place, so one more is kept than there are places.
  const known = new BestFew<Candidate>(most + 1);
  const fresh = new BestFew<Candidate>(most + 1);
  const full = new BestFew<Candidate>(most + 1);
  for (const candidate of candidates) {
    const why = reasonAgainst(request, candidate, nowMs);
    if (why !== null) {
      excluded.set(why, (excluded.get(why) ?? 0) + 1);
      continue;
    }
    const field = candidate.busy >= candidate.slots ? full : candidate.answers < FRESH_BELOW ? fresh : known;
    field.offer(candidate, figureOf(request, candidate), mix(seed, candidate.spread));
  }
  const isTrial = request.mayTryFresh && isInShare(seed, FRESH_SHARE);
  const free = withFresh(inOrder(request, known.kept), inOrder(request, fresh.kept), isTrial);
  const ranked = [...free, ...inOrder(request, full.kept)];
  return { chosen: ranked.slice(0, most).map(({ candidate }) => candidate), excluded };
}

/**
 * A fresh machine comes first only where no known one is free, or in the few requests that try one; and even then only
 * if it is no worse by the buyer's policy. Behind the first, fresh ones stand after known ones of the same figure.
 */
function withFresh<Candidate>(
  known: Ranked<Candidate>[],
  fresh: Ranked<Candidate>[],
  isTrial: boolean,
): Ranked<Candidate>[] {
  const [bestKnown, ...otherKnown] = known;
  const [bestFresh, ...otherFresh] = fresh;
  if (!bestKnown || !bestFresh) return [...known, ...fresh];
  return isTrial && bestFresh.figure <= bestKnown.figure
    ? [bestFresh, ...merged(known, otherFresh)]
    : [bestKnown, ...merged(otherKnown, fresh)];
}

function merged<Candidate>(known: Ranked<Candidate>[], fresh: Ranked<Candidate>[]): Ranked<Candidate>[] {
  // Both are in order already, and sorting keeps the order of equals: known ones stay before fresh ones.
  return [...known, ...fresh].toSorted((a, b) => (a.figure < b.figure ? -1 : a.figure > b.figure ? 1 : 0));
}
