import { ATTESTATION_ERRORS, type AttestationCode } from '../errors/attestation.ts';
import { fillWords } from '../errors/fill-words.ts';
import type { Language } from '../errors/index.ts';
import { ATTESTATION_CHECKS, type AttestationCheck } from './checks.ts';

export { ATTESTATION_ERRORS, type AttestationCode } from '../errors/attestation.ts';
export { AMD_MINIMUM_FIRMWARE } from './amd-firmware.ts';
export { ATTESTATION_CHECKS, type AttestationCheck } from './checks.ts';
export type { AttestationFacts, AttestationFault, CheckLine } from './lines.ts';
export { ownerStep } from './owner-steps.ts';
export { EVIDENCE_RULES } from './rules.ts';

export function isAttestationCode(code: string): code is AttestationCode {
  return Object.hasOwn(ATTESTATION_ERRORS, code);
}

/** What a refusal means and what to do next. */
export function attestationText(
  fault: { code: AttestationCode; facts?: Record<string, string | number> },
  language: Language = 'en',
): string {
  return fillWords(ATTESTATION_ERRORS[fault.code][language], fault.facts);
}

/** What a check looked at, in one short line. */
export const checkText = (check: AttestationCheck, language: Language = 'en'): string =>
  ATTESTATION_CHECKS[check][language];
