import type { CheckEvidence } from '@spindle/sealed';
import { fail, ok, readEvidenceText } from '@spindle/shared';
import type { Evidence } from '../../modules/attestation/index.ts';

/**
 * What the broker, which plays the buyer here, asks of a confidential machine: its own quote names a bundle only while
 * that is accepted, so what is left to see is that the bundle vouches for these very keys. The provider must be kept out
 * at this door too, though the broker reads along. Refusal: `evidence_refused`.
 */
export const checkOwnEvidence =
  (evidence: Pick<Evidence, 'bundle'>): CheckEvidence =>
  async ({ evidenceHash, manifest }) => {
    const text = evidenceHash === undefined ? null : await evidence.bundle(evidenceHash);
    const bundle = text === null ? null : readEvidenceText(text);
    if (!bundle) return fail('evidence_refused', { why: 'evidence_not_shown' });
    return bundle.manifest === manifest ? ok(null) : fail('evidence_refused', { why: 'evidence_manifest_other' });
  };
