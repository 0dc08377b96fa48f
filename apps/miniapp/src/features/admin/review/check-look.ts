import type { CheckResult } from '../../../lib/api/index.ts';
import type { IconName, Tone } from '../../../ui/index.ts';

/** How the outcome of a check looks. */
export const OUTCOMES: Record<CheckResult['outcome'], { icon: IconName; tone: Tone }> = {
  pass: { icon: 'check', tone: 'good' },
  warn: { icon: 'info', tone: 'warn' },
  fail: { icon: 'close', tone: 'bad' },
  unknown: { icon: 'clock', tone: 'plain' },
};

/** What is for a person: failures before what is to be weighed before what is not known. */
export function openChecks<Check extends Pick<CheckResult, 'outcome'>>(checks: readonly Check[]): Check[] {
  return (['fail', 'warn', 'unknown'] as const).flatMap((outcome) => checks.filter((it) => it.outcome === outcome));
}
