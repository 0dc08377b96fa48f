import { SIGNING_DOMAINS, verifySigned } from '@spindle/sealed/node';
import {
  type Environment,
  fail,
  MANIFEST_LIFE_MS,
  type Manifest,
  ManifestSchema,
  type OfferedModel,
  ok,
  parseDocument,
  type Result,
  type Signed,
} from '@spindle/shared';

/** What a machine is told whose clock is off. */
export const CLOCK_HINT = 'its times; set the machine’s clock';
/** A node's clock may be a little ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

export interface ManifestEvidence {
  nodeId: string;
  identityKey: string;
  env: Environment;
  offers: readonly OfferedModel[];
}

/**
 * Reads what a node says of itself: signed by its identity, for this environment, alive, and naming no model that its
 * listing does not offer at exactly that revision. Refusals: `node_signature`, `node_manifest`, `environment_mismatch`.
 */
export async function checkManifest(
  signed: Signed,
  evidence: ManifestEvidence,
  nowMs: number,
): Promise<Result<Manifest>> {
  if (!(await verifySigned(SIGNING_DOMAINS.manifest, signed, evidence.identityKey))) return fail('node_signature');
  const manifest = parseDocument(ManifestSchema, signed.text);
  if (manifest?.nodeId !== evidence.nodeId) return fail('node_manifest', { hint: 'its form' });
  if (manifest.env !== evidence.env) return fail('environment_mismatch', { made: manifest.env, here: evidence.env });
  const isInTime = nowMs >= manifest.notBefore - CLOCK_SKEW_MS && nowMs < manifest.notAfter;
  if (!isInTime) return fail('node_manifest', { hint: CLOCK_HINT });
  if (manifest.notAfter - manifest.notBefore > MANIFEST_LIFE_MS)
    return fail('node_manifest', { hint: 'its life is too long' });
  const isOffered = manifest.models.every(({ model, revision }) =>
    evidence.offers.some((offer) => offer.model === model && offer.revision === revision),
  );
  return isOffered ? ok(manifest) : fail('node_manifest', { hint: 'it names a model that the listing does not offer' });
}
