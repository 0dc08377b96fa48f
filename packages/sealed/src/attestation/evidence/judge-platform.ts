import type { CheckList } from '../check-list.ts';
import { must } from '../refusal.ts';
import type { TdxMachine } from '../tdx/verify-tdx.ts';
import { isAllowed, type Measurements } from './measurements.ts';
import type { AttestationPolicy } from './policy.ts';

/** Holds Intel's rating, and how old it is, against the policy. */
export async function judgeTdx(
  { rating, evaluationNumber }: TdxMachine,
  { statuses, advisories: accepted, minimumEvaluationNumber: minimum }: AttestationPolicy,
  checks: CheckList,
): Promise<void> {
  const { status, advisories } = rating;
  await checks.judge('tcb_status', () => {
    const list = advisories.join(', ');
    must(statuses.includes(status), 'tcb_status_refused', { status, advisories: list });
    const left = status === 'UpToDate' ? [] : advisories.filter((it) => !accepted.includes(it));
    must(left.length === 0, 'advisory_refused', { advisories: left.join(', ') });
    return { status, advisories: list };
  });
  await checks.judge('collateral_age', () => {
    must(evaluationNumber >= minimum, 'collateral_too_old', { number: evaluationNumber, minimum });
    return { number: evaluationNumber, minimum };
  });
}

export const judgeMeasurements = (
  measurements: Measurements,
  { measurements: allowed }: AttestationPolicy,
  checks: CheckList,
): Promise<void> =>
  checks.judge('measurements', () => {
    must(isAllowed(measurements, allowed), 'measurement_refused');
    return { ...measurements };
  });
