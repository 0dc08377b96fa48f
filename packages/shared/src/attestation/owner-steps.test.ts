import { expect, it } from 'vitest';
import { ATTESTATION_ERRORS, isAttestationCode } from './index.ts';
import { ownerStep } from './owner-steps.ts';

it.each([
  ['evidence_not_shown', /spindle-node status/],
  ['measurement_refused', /image of the list/],
  ['tcb_status_refused', /BIOS/],
  ['crl_expired', /PCCS/],
  ['td_debug', /debugging/],
  ['evidence_block_old', /--ton-api/],
  ['gpu_firmware_mismatch', /GPU/],
  ['evidence_unjudged', /Nothing to do/],
  ['manifest_not_bound', /Update spindle-node/],
] as const)('an owner whose machine is refused by %s is told what helps', (code, words) => {
  expect(ownerStep(code)).toMatch(words);
});

it('there is a step for each code, in both languages', () => {
  for (const code of Object.keys(ATTESTATION_ERRORS)) {
    if (!isAttestationCode(code)) throw new Error(code);
    expect(ownerStep(code, 'ru')).toMatch(/[а-я]/);
  }
});
