import type { ErrorCode, Fault } from '@spindle/shared';
import type { EvidenceStanding } from '../../attestation/index.ts';
import type { NodeCondition } from '../../listings/index.ts';
import type { Held } from '../shapes.ts';

/** What canaries found: the commonest code, and how many of the last ones that could be judged failed. */
export interface Suspicion {
  code: string;
  sinceMs: number;
  evidence?: Readonly<Record<string, number>>;
}

/** Why a machine was not let in. */
export interface Refusal {
  code: ErrorCode;
  isClockOff: boolean;
  atMs: number;
  facts?: Fault['facts'];
}

export interface ConditionFacts {
  isRetired: boolean;
  hasEverLinked: boolean;
  lastSeenAtMs: number | null;
  /** Why canaries suspect it; null while they do not. */
  suspected: Suspicion | null;
  /** Why it was last refused, where that was since it was last there; null where it was not. */
  refusal: Refusal | null;
  /** How its evidence stands; null for a machine without an enclave. Left out where nobody asked any. */
  evidence?: EvidenceStanding | null;
  /** Null while it is not linked. */
  link: {
    linkedSinceMs: number;
    slots: number;
    busy: number;
    isDraining: boolean;
    refusing: string | null;
    /** Why the market sends nobody there, by what it has seen itself. */
    held: ({ kind: 'twins' | 'clock' } & Held) | null;
    loadedModels: number;
    circuit: { state: string; sinceMs: number; untilMs: number | null; lastCode: ErrorCode | null };
    /** Codes of the models that do not answer. */
    troubles: readonly string[];
  } | null;
}

/** One place that says how a machine stands, for its owner, admins and the market alike. What is worst comes first. */
export function conditionOf({
  isRetired,
  hasEverLinked,
  lastSeenAtMs,
  suspected,
  refusal,
  evidence,
  link,
}: ConditionFacts): NodeCondition {
  if (isRetired) return { state: 'retired', code: 'retired', sinceMs: null, evidence: {} };
  if (!link && refusal) {
    return {
      state: refusal.isClockOff ? 'clock_off' : 'offline',
      code: refusal.code,
      sinceMs: refusal.atMs,
      evidence: { ...refusal.facts },
    };
  }
  if (!link) {
    return hasEverLinked
      ? { state: 'offline', code: 'not_linked', sinceMs: lastSeenAtMs, evidence: {} }
      : { state: 'joining', code: 'never_linked', sinceMs: null, evidence: {} };
  }
  const { circuit, refusing, held, linkedSinceMs, slots, busy, loadedModels, troubles } = link;
  if (suspected)
    return {
      state: 'suspected',
      code: suspected.code,
      sinceMs: suspected.sinceMs,
      evidence: { ...suspected.evidence },
    };
  if (held?.kind === 'twins') return { state: 'twins', ...heldOf(held) };
  if (circuit.state !== 'closed') {
    const until = circuit.untilMs === null ? {} : { untilMs: circuit.untilMs };
    const code = circuit.lastCode ?? 'engine_unreachable';
    return { state: 'left_alone', code, sinceMs: circuit.sinceMs, evidence: until };
  }
  if (held) return { state: 'clock_off', ...heldOf(held) };
  if (refusing === 'node_paused') return { state: 'paused', code: refusing, sinceMs: null, evidence: {} };
  if (refusing) return { state: 'refusing', code: refusing, sinceMs: null, evidence: {} };
  if (link.isDraining) return { state: 'draining', code: 'draining', sinceMs: null, evidence: { busy } };
  if (loadedModels === 0) {
    return { state: 'engine_down', code: troubles[0] ?? 'no_model_loaded', sinceMs: null, evidence: {} };
  }
  // It works, and no buyer who asks for a confidential machine is sent to it.
  if (evidence && evidence.state !== 'accepted') {
    const { code, facts, sinceMs } = evidence;
    return { state: 'unproven', code: code ?? 'evidence_not_shown', sinceMs, evidence: facts };
  }
  const word = busy >= slots ? 'busy' : 'online';
  return { state: word, code: word, sinceMs: linkedSinceMs, evidence: { slots, busy } };
}

const heldOf = ({ code, sinceMs, evidence }: Held) => ({ code, sinceMs, evidence });
