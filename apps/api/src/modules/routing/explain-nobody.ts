import { type Fault, fail } from '@spindle/shared';
import type { ReasonCode, RouteCandidate } from './candidate.ts';

/** Everyone who sells the model, as the request found them. */
export interface Field {
  model: string;
  candidates: readonly Pick<RouteCandidate, 'contextLength' | 'circuitUntilMs'>[];
  /** How many did not pass which gate; offers without a linked machine are `offline`. */
  excluded: ReadonlyMap<ReasonCode, number>;
  nowMs: number;
}

/** Who was not asked for explains nothing. */
const NOT_ASKED_FOR: readonly ReasonCode[] = ['other_listing', 'ignored_listing'];
const TOO_BUSY: readonly ReasonCode[] = ['full', 'not_idle'];
/** What passes by itself, and about when. The other reasons are the buyer's own limits: waiting does not help. */
const AGAIN_SECONDS: Partial<Record<ReasonCode, number>> = {
  offline: 30,
  model_not_ready: 30,
  keys_expire: 30,
  evidence_missing: 30,
  evidence_expired: 30,
  draining: 30,
};
const BUSY_AGAIN_SECONDS = 5;

/**
 * Why nobody may answer: `node_busy` when some who could are full (or not idle enough for a batch), `context_too_long`
 * when no machine takes so much, else `no_candidates` with a count of the reasons. `retryAfterSeconds` is said wherever
 * coming again can help.
 */
export function explainNobody({ model, candidates, excluded, nowMs }: Field): { ok: false; fault: Fault } {
  const counts = [...excluded].filter(([why]) => !NOT_ASKED_FOR.includes(why));
  if (counts.some(([why]) => TOO_BUSY.includes(why))) {
    return fail('node_busy', { retryAfterSeconds: BUSY_AGAIN_SECONDS });
  }
  if (counts.length === 1 && excluded.has('context_too_short')) {
    const longest = candidates.reduce((most, { contextLength }) => Math.max(most, contextLength), 0);
    return fail('context_too_long', { limit: longest });
  }
  const why = counts.map(([reason, count]) => `${reason}: ${count}`).join(', ');
  const again = againIn(counts, candidates, nowMs);
  return fail('no_candidates', {
    model,
    why: why || 'offline',
    ...(again !== null && { retryAfterSeconds: again }),
  });
}

function againIn(
  counts: readonly (readonly [ReasonCode, number])[],
  candidates: Field['candidates'],
  nowMs: number,
): number | null {
  const seconds = counts.flatMap(([why]) => AGAIN_SECONDS[why] ?? []);
  if (counts.some(([why]) => why === 'circuit_open')) {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const { circuitUntilMs } of candidates) firstMs = Math.min(firstMs, circuitUntilMs ?? firstMs);
    seconds.push(Math.max(1, Math.ceil((firstMs - nowMs) / 1000)));
  }
  return seconds.length > 0 ? Math.min(...seconds) : null;
}
