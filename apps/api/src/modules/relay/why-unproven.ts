import { type Fault, fail } from '@spindle/shared';
import type { NodePresence } from '../nodes/index.ts';
import type { Contender } from './accept-quote.ts';

/**
 * A machine that was quoted as confidential is handed nothing unless its evidence stands at that very moment: since the
 * device looked it may have expired, or its image been revoked. The terms decide, not what the listing is called by now.
 * @returns the refusal; null where nothing speaks against it
 */
export function whyUnproven(
  { terms, candidate }: Pick<Contender, 'terms' | 'candidate'>,
  { evidence }: Pick<NodePresence, 'evidence'>,
  nowMs: number,
): Fault | null {
  if (terms.tier !== 'confidential') return null;
  if (!evidence) return lapsed('evidence_not_shown');
  if (evidence.state !== 'accepted') return lapsed(evidence.code ?? 'evidence_not_shown');
  if (evidence.manifest !== candidate.manifest) return lapsed('evidence_manifest_other');
  if (evidence.untilMs === null) return lapsed('evidence_not_shown');
  const until = new Date(evidence.untilMs).toISOString();
  return nowMs < evidence.untilMs ? null : lapsed('evidence_expired', { until });
}

const lapsed = (why: string, facts: { until?: string } = {}): Fault => fail('evidence_lapsed', { ...facts, why }).fault;
