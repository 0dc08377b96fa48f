// Fetched when the evidence of a machine is first refused: a hundred texts that most visits need none of.
export { attestationText, isAttestationCode, ownerStep } from '@spindle/shared/attestation';
