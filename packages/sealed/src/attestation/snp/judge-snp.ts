import type { CheckList } from '../check-list.ts';
import type { AttestationPolicy } from '../evidence/policy.ts';
import { must, refuse } from '../refusal.ts';
import { firmwarePartsOf } from './snp-firmware.ts';
import type { SnpMachine } from './verify-snp.ts';

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
