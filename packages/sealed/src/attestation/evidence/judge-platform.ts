import type { CheckList } from '../check-list.ts';
import { must, refuse } from '../refusal.ts';
import { firmwarePartsOf } from '../snp/snp-firmware.ts';
import type { SnpMachine } from '../snp/verify-snp.ts';
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

/** AMD rates nothing: which firmware is good enough is the policy's own knowledge. */
export const judgeSnp = (
  { product, firmware }: Pick<SnpMachine, 'product' | 'firmware'>,
  { minimumFirmware }: Pick<AttestationPolicy, 'minimumFirmware'>,
  checks: CheckList,
): Promise<void> =>
  checks.judge('firmware', () => {
    const least = minimumFirmware[product];
    if (!least) return refuse('snp_firmware_too_old', { field: product, reported: '-', minimum: 'none is accepted' });
    for (const { part } of firmwarePartsOf(product)) {
      const facts = { field: part, reported: firmware[part], minimum: least[part] };
      must(firmware[part] >= least[part], 'snp_firmware_too_old', facts);
    }
    return { product, ...firmware };
  });

export const judgeMeasurements = (
  measurements: Measurements,
  { measurements: allowed }: AttestationPolicy,
  checks: CheckList,
): Promise<void> =>
  checks.judge('measurements', () => {
    must(isAllowed(measurements, allowed), 'measurement_refused');
    return { ...measurements };
  });
