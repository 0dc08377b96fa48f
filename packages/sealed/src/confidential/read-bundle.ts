import { type Candidate, type EvidenceBundle, readEvidenceText, utf8 } from '@spindle/shared';
import { must, refuse } from '../attestation/refusal.ts';
import { sha256Hex } from '../hash.ts';

/** Reads a bundle that must vouch for the keys of this candidate. Refusals: `evidence_malformed`, `evidence_manifest_other`. */
export function readBundle(text: string, candidate: Candidate): EvidenceBundle {
  const bundle = readEvidenceText(text) ?? refuse('evidence_malformed', { what: 'bundle' });
  must(bundle.manifest === candidate.manifest, 'evidence_manifest_other');
  return bundle;
}

/** The same for one that was fetched by its hash. Refusal besides: `evidence_hash_wrong`. */
export async function readNamedBundle(text: string, hash: string, candidate: Candidate): Promise<EvidenceBundle> {
  must((await sha256Hex(utf8(text))) === hash, 'evidence_hash_wrong');
  return readBundle(text, candidate);
}
