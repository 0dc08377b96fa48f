import type { Ranked } from './best-few.ts';
import type { RouteCandidate, RouteRequest } from './candidate.ts';
import { finishMs } from './policies.ts';

/** A machine that so much of is taken is left to others, whatever it still knows of earlier requests. */
const AFFINITY_LOAD = 0.75;

/**
 * The order in which a sorted few are asked. Their equals stand in the order of chance, so the first two of them are two
 * picked at random: the one that would be done sooner answers, the other one is compared with the next.
 */
export function inOrder<Candidate extends RouteCandidate>(
  request: RouteRequest,
  sorted: readonly Ranked<Candidate>[],
): Ranked<Candidate>[] {
  if (request.affinity !== null) return withRoomFirst(sorted);
  const order: Ranked<Candidate>[] = [];
  let [winner, ...rest] = sorted;
  for (const next of rest) {
    if (!winner) break;
    const isNextBetter =
      next.figure === winner.figure && finishMs(request, next.candidate) < finishMs(request, winner.candidate);
    order.push(isNextBetter ? next : winner);
    if (!isNextBetter) winner = next;
  }
  return winner ? [...order, winner] : order;
}

/**
 * With an affinity word chance is the word's alone (rendezvous hashing): its first machine stays the same when others
 * come and go. It is passed over while it is loaded, and then always for the same next one.
 */
function withRoomFirst<Candidate extends RouteCandidate>(sorted: readonly Ranked<Candidate>[]): Ranked<Candidate>[] {
  const [best] = sorted;
  const hasRoom = ({ candidate, figure }: Ranked<Candidate>) =>
    figure === best?.figure && candidate.busy < candidate.slots * AFFINITY_LOAD;
  const first = sorted.find(hasRoom) ?? best;
  return first ? [first, ...sorted.filter((it) => it !== first)] : [];
}
