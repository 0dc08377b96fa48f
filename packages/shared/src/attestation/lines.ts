import type { AttestationCode } from '../errors/attestation.ts';
import type { AttestationCheck } from './checks.ts';

/** Numbers, names, times and hashes that stand beside a check. Never text of prompts. */
export type AttestationFacts = Record<string, string | number>;

/** Why evidence was refused. */
export interface AttestationFault {
  code: AttestationCode;
  facts?: AttestationFacts;
}

/** One check of the evidence. `ok` is null when there was nothing to check it by: that is never a pass. */
export interface CheckLine {
  check: AttestationCheck;
  ok: boolean | null;
  /** Why it was refused, or why it could not be checked. */
  code?: AttestationCode;
  facts: AttestationFacts;
}
