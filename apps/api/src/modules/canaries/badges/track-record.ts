/*
 * The formula of the track record, as docs/providers.md and the Mini App tell it:
 *   record = 100 × (40 % success + 25 % uptime + 15 % canaries + 10 % steady speed + 10 % age)
 * over the last 30 days. What is not known is left out, and the others weigh more.
 */

export const RECORD_DAYS = 30;
const WEIGHTS = { success: 0.4, uptime: 0.25, canaries: 0.15, steadiness: 0.1, age: 0.1 } as const;
const PARTS = ['success', 'uptime', 'canaries', 'steadiness', 'age'] as const;
/** Fewer say nothing. */
const LEAST_ANSWERS = 20;
const LEAST_CANARIES = 3;
const LEAST_MEASUREMENTS = 3;

export interface RecordInputs {
  /** Good answers, and failures of the machines' own. */
  answers: number;
  failures: number;
  /** Minutes linked, of those since the machines joined. */
  uptimeMinutes: number;
  possibleMinutes: number;
  /** Canaries that could be judged. */
  canariesPassed: number;
  canariesFailed: number;
  /** What a slow hour measured (one in ten is slower), and the usual one. */
  slowTokensPerSecond: number | null;
  usualTokensPerSecond: number | null;
  measurements: number;
  /** Since the first machine joined. */
  ageDays: number;
}

export interface RecordView {
  /** 0 to 100; null while too little is known. */
  score: number | null;
  /** Each from 0 to 1; null where it is not known. */
  parts: Record<(typeof PARTS)[number], number | null>;
  inputs: RecordInputs;
}

/** @example recordOf(inputs).score */
export function recordOf(inputs: RecordInputs): RecordView {
  const parts: RecordView['parts'] = {
    success: shareOf(inputs.answers, inputs.failures, LEAST_ANSWERS),
    uptime: inputs.possibleMinutes > 0 ? Math.min(1, inputs.uptimeMinutes / inputs.possibleMinutes) : null,
    canaries: shareOf(inputs.canariesPassed, inputs.canariesFailed, LEAST_CANARIES),
    steadiness: steadinessOf(inputs),
    age: Math.min(1, inputs.ageDays / RECORD_DAYS),
  };
  return { score: parts.success === null ? null : scoreOf(parts), parts, inputs };
}

function scoreOf(parts: RecordView['parts']): number {
  let [sum, weights] = [0, 0];
  for (const name of PARTS) {
    const part = parts[name];
    if (part === null) continue;
    sum += part * WEIGHTS[name];
    weights += WEIGHTS[name];
  }
  return Math.round((100 * sum) / weights);
}

const shareOf = (good: number, bad: number, least: number): number | null =>
  good + bad < least ? null : good / (good + bad);

function steadinessOf({
  slowTokensPerSecond: slow,
  usualTokensPerSecond: usual,
  measurements,
}: RecordInputs): number | null {
  return slow === null || !usual || measurements < LEAST_MEASUREMENTS ? null : Math.min(1, slow / usual);
}
