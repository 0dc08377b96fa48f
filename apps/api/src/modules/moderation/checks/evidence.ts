import type { ReasonCode } from '@spindle/shared/reasons';
import type { StateEvidence } from '../../listings/index.ts';
import type { CheckId, CheckResult } from './check-result.ts';

/** The reasons that rest on a check, and the checks whose failure takes a listing off the market by itself. */
const CODES = {
  hardware: 'hardware_mismatch',
  gpu_count: 'gpu_count_mismatch',
  memory: 'memory_mismatch',
  speed: 'speed_implausible',
  tokens: 'tokens_inflated',
} as const satisfies Partial<Record<CheckId, ReasonCode>>;

const isSpotted = (check: CheckId): check is keyof typeof CODES => Object.hasOwn(CODES, check);

/** What a reason rests on: the check behind it, side by side. Null for reasons of another kind. */
export function evidenceFor(code: string | null, results: readonly CheckResult[]): StateEvidence | null {
  const found = results.find(({ check }) => isSpotted(check) && CODES[check] === code);
  return found ? toEvidence(found) : null;
}

function toEvidence({ check, claimed, reported, measured }: CheckResult): StateEvidence {
  const entries = Object.entries({ check, claimed, reported, measured });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** What failed, each with what it said: an admin who lets it pass lets this pass, and nothing else. */
export function failingChecks(results: readonly CheckResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(results.filter(({ outcome }) => outcome === 'fail').map((it) => [it.check, markOf(it)]));
}

/** Speeds vary from hour to hour, so what was measured is no part of it. */
const markOf = ({ claimed, reported }: CheckResult): string => `${claimed ?? ''}|${reported ?? ''}`;

/**
 * The check that gives a listing away as something else than it says, with the reason and its evidence.
 * @param waived what an admin has looked at and let pass.
 */
export function spotFake(
  results: readonly CheckResult[],
  waived: Readonly<Record<string, string>>,
): { code: ReasonCode; evidence: StateEvidence } | null {
  for (const found of results) {
    const { check, outcome } = found;
    if (outcome !== 'fail' || !isSpotted(check) || waived[check] === markOf(found)) continue;
    return { code: CODES[check], evidence: toEvidence(found) };
  }
  return null;
}
