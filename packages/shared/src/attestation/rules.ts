import { AMD_MINIMUM_FIRMWARE } from './amd-firmware.ts';

/**
 * What the market and devices of this version ask of confidential machines, beside the list of allowed images. A device's
 * owner may ask for more. Intel's numbers: https://api.portal.trustedservices.intel.com (tcbevaluationdatanumbers).
 */
export const EVIDENCE_RULES = {
  /** Ratings other than Intel's best are refused. */
  statuses: ['UpToDate'],
  advisories: [],
  /** Statements of Intel older than this are genuine, and refused. */
  minimumEvaluationNumber: 18,
  /** AMD rates nothing: a processor that is not named here is refused. */
  minimumFirmware: AMD_MINIMUM_FIRMWARE,
} as const;
