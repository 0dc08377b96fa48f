import {
  type Candidate,
  fail,
  MANIFEST_LIFE_MS,
  type Manifest,
  ManifestSchema,
  ok,
  parseDocument,
  type Quote,
  type Result,
} from '@spindle/shared';
import { CLOCK_SKEW_MS } from './clock-skew.ts';
import { SIGNING_DOMAINS } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { createSignedReader } from './signed-reader.ts';
import { webPrimitives } from './web/primitives.ts';

const manifests = createSignedReader(SIGNING_DOMAINS.manifest, ManifestSchema, 4_096);

/** Says whether the evidence for a confidential candidate's manifest is good: see `@spindle/sealed/confidential`. */
export type CheckEvidence = (candidate: Candidate, nowMs: number) => Promise<Result<null>>;

/**
 * Checks what vouches for the keys of one candidate before anything is sealed to it. For `verified` and `community` that
 * is the identity key that the listing names, by its signature. For `confidential` it is evidence and nothing less:
 * without a way to check it the candidate is refused, never trusted for less than it claims.
 * Refusals: `manifest_untrusted`, `manifest_expired`, `environment_mismatch`, `terms_mismatch`, `evidence_refused`,
 * `tier_unverifiable`.
 */
export async function checkCandidate(
  candidate: Candidate,
  quote: Pick<Quote, 'env' | 'jobId'>,
  nowMs: number,
  primitives: Primitives = webPrimitives,
  checkEvidence?: CheckEvidence,
): Promise<Result<Manifest>> {
  const { terms } = candidate;
  if (terms.jobId !== quote.jobId) return fail('terms_mismatch');
  const vouched = await (terms.tier === 'confidential'
    ? byEvidence(candidate, nowMs, checkEvidence)
    : byIdentity(candidate, primitives));
  if (!vouched.ok) return vouched;
  const manifest = vouched.value;
  if (manifest.nodeId !== terms.nodeId) return fail('manifest_untrusted');
  if (manifest.env !== quote.env || terms.env !== quote.env) {
    return fail('environment_mismatch', { made: manifest.env, here: quote.env });
  }
  const isInTime = nowMs >= manifest.notBefore - CLOCK_SKEW_MS && nowMs < manifest.notAfter;
  if (!isInTime || manifest.notAfter - manifest.notBefore > MANIFEST_LIFE_MS) return fail('manifest_expired');
  const isOffered = manifest.models.some((it) => it.model === terms.model && it.revision === terms.revision);
  return isOffered ? ok(manifest) : fail('terms_mismatch');
}

async function byIdentity(candidate: Candidate, primitives: Primitives): Promise<Result<Manifest>> {
  const signed = { text: candidate.manifest, signature: candidate.manifestSignature };
  const read = await manifests.read(signed, candidate.identityKey, primitives);
  return read.ok ? ok(read.document) : fail('manifest_untrusted');
}

async function byEvidence(
  candidate: Candidate,
  nowMs: number,
  checkEvidence: CheckEvidence | undefined,
): Promise<Result<Manifest>> {
  if (!checkEvidence) return fail('tier_unverifiable', { tier: candidate.terms.tier });
  const checked = await checkEvidence(candidate, nowMs);
  if (!checked.ok) return checked;
  const manifest = parseDocument(ManifestSchema, candidate.manifest);
  return manifest ? ok(manifest) : fail('manifest_untrusted');
}
