import type { AttestationCode, AttestationFacts, AttestationFault } from '@spindle/shared/attestation';

/**
 * Ends a check. Evidence is bytes in bytes in bytes, so its readers refuse by throwing this, and only this;
 * `CheckList` turns it into a line, and the verifier's faces return values.
 */
export class Refusal extends Error {
  constructor(readonly fault: AttestationFault) {
    super(fault.code);
    this.name = 'Refusal';
  }
}

export function refuse(code: AttestationCode, facts?: AttestationFacts): never {
  throw new Refusal(facts ? { code, facts } : { code });
}

/** What must hold, and the code of the refusal when it does not. */
export function must(holds: boolean, code: AttestationCode, facts?: AttestationFacts): asserts holds {
  if (!holds) refuse(code, facts);
}
