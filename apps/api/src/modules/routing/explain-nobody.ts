import { type Fault, fail } from '@spindle/shared';
import type { ReasonCode, RouteCandidate } from './candidate.ts';

/** Everyone who sells the model, as the request found them. */
export interface Field {
  model: string;
  candidates: readonly RouteCandidate[];
  excluded: readonly { why: ReasonCode }[];
  /** Offers of which no machine is linked. */
  offline: number;
}

/**
 * Why nobody may answer: `node_busy` when all who could are full (trying again helps), `context_too_long` when no
 * machine takes so much (shortening helps), else `no_candidates` with a count of the reasons.
 */
export function explainNobody(field: Field): { ok: false; fault: Fault } {
  const { model, candidates, excluded, offline } = field;
  const counts = new Map<string, number>();
  // Machines of other listings were not asked for, so they explain nothing.
  for (const { why } of excluded) if (why !== 'other_listing') counts.set(why, (counts.get(why) ?? 0) + 1);
  if (counts.has('full')) return fail('node_busy');
  if (counts.size === 1 && counts.has('context_too_short')) {
    const longest = Math.max(...candidates.map(({ contextLength }) => contextLength));
    return fail('context_too_long', { limit: longest });
  }
  if (offline > 0) counts.set('offline', offline);
  const why = [...counts].map(([reason, count]) => `${reason}: ${count}`).join(', ');
  return fail('no_candidates', { model, why: why || 'offline' });
}
