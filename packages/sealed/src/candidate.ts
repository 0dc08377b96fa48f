import {
  type Candidate,
  fail,
  MANIFEST_LIFE_MS,
  type Manifest,
  ManifestSchema,
  ok,
  type Quote,
  type Result,
} from '@spindle/shared';
import { CLOCK_SKEW_MS } from './clock-skew.ts';
import { SIGNING_DOMAINS } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { createSignedReader } from './signed-reader.ts';
import { webPrimitives } from './web/primitives.ts';

const manifests = createSignedReader(SIGNING_DOMAINS.manifest, ManifestSchema, 4_096);

/**
 * Checks the evidence of one candidate before anything is sealed to it. For `verified` and `community` that is the
 * manifest, signed by the identity key that the listing names. The evidence of `confidential` is not a signature alone,
 * so a candidate of that tier is refused here rather than trusted for less than it claims.
 * Refusals: `manifest_untrusted`, `manifest_expired`, `environment_mismatch`, `terms_mismatch`, `tier_unverifiable`.
 */
export async function checkCandidate(
  candidate: Candidate,
  quote: Pick<Quote, 'env' | 'jobId'>,
  nowMs: number,
  primitives: Primitives = webPrimitives,
): Promise<Result<Manifest>> {
  const { terms } = candidate;
  if (terms.tier === 'confidential') return fail('tier_unverifiable', { tier: terms.tier });
  if (terms.jobId !== quote.jobId) return fail('terms_mismatch');
  const signed = { text: candidate.manifest, signature: candidate.manifestSignature };
  const read = await manifests.read(signed, candidate.identityKey, primitives);
  if (!read.ok || read.document.nodeId !== terms.nodeId) return fail('manifest_untrusted');
  const manifest = read.document;
  if (manifest.env !== quote.env || terms.env !== quote.env) {
    return fail('environment_mismatch', { made: manifest.env, here: quote.env });
  }
  const isInTime = nowMs >= manifest.notBefore - CLOCK_SKEW_MS && nowMs < manifest.notAfter;
  if (!isInTime || manifest.notAfter - manifest.notBefore > MANIFEST_LIFE_MS) return fail('manifest_expired');
  const isOffered = manifest.models.some((it) => it.model === terms.model && it.revision === terms.revision);
  return isOffered ? ok(manifest) : fail('terms_mismatch');
}
