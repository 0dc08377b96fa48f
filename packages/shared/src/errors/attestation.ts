import { ALLOW_LIST_ERRORS } from './attestation/allow-list.ts';
import { ATTESTATION_CERTIFICATE_ERRORS } from './attestation/certificates.ts';
import { ATTESTATION_COMMAND_ERRORS } from './attestation/command.ts';
import { ATTESTATION_EVENT_LOG_ERRORS } from './attestation/event-log.ts';
import { ATTESTATION_GPU_ERRORS } from './attestation/gpu.ts';
import { ATTESTATION_MARKET_ERRORS } from './attestation/market.ts';
import { ATTESTATION_POLICY_ERRORS } from './attestation/policy.ts';
import { ATTESTATION_SNP_ERRORS } from './attestation/snp.ts';
import { ATTESTATION_TDX_ERRORS } from './attestation/tdx.ts';

/**
 * Why evidence of a confidential machine is refused, one code for each reason. They stand beside the other errors, not
 * among them: `@spindle/shared/attestation` is loaded with the verifier, and the market's first screen has no use for it.
 */
export const ATTESTATION_ERRORS = {
  ...ATTESTATION_CERTIFICATE_ERRORS,
  ...ATTESTATION_TDX_ERRORS,
  ...ATTESTATION_EVENT_LOG_ERRORS,
  ...ATTESTATION_SNP_ERRORS,
  ...ATTESTATION_GPU_ERRORS,
  ...ATTESTATION_POLICY_ERRORS,
  ...ALLOW_LIST_ERRORS,
  ...ATTESTATION_MARKET_ERRORS,
  ...ATTESTATION_COMMAND_ERRORS,
};

export type AttestationCode = keyof typeof ATTESTATION_ERRORS;
