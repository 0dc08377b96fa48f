import { ENCLAVE_ELIGIBLE_ERRORS } from './enclave/eligible.ts';
import { ENCLAVE_EVIDENCE_ERRORS } from './enclave/evidence.ts';

/**
 * What keeps a machine from being a confidential one, for its owner. They stand beside the other errors, not among them:
 * `@spindle/shared/enclave` is loaded by spindle-node, and the market's first screen has no use for it.
 */
export const ENCLAVE_ERRORS = { ...ENCLAVE_EVIDENCE_ERRORS, ...ENCLAVE_ELIGIBLE_ERRORS };

export type EnclaveCode = keyof typeof ENCLAVE_ERRORS;
