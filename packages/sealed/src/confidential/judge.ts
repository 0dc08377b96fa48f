import { type Candidate, type EvidenceBundle, hex, utf8 } from '@spindle/shared';
import { type AttestationFault, type CheckLine, EVIDENCE_RULES } from '@spindle/shared/attestation';
import type { AllowedImage } from '../allow-list/index.ts';
import type { Verifier } from '../attestation/create-verifier.ts';
import { digest } from '../attestation/digest.ts';
import type { Freshness, Verdict } from '../attestation/index.ts';
import { KEYS_DOMAIN } from '../domains.ts';
import type { AllowedImages } from './allowed-images.ts';
import type { CheckedEvidence, ListedVerdict } from './shapes.ts';

export interface JudgeParts {
  verify: Verifier['verifyEvidence'];
  environment: Parameters<Verifier['verifyEvidence']>[1]['environment'];
}

/** Judges a bundle by the rules of this version, and by the list: evidence first, then whether the list has the image. */
export async function judge(
  { verify, environment }: JudgeParts,
  bundle: EvidenceBundle,
  freshness: Freshness,
  images: AllowedImages,
  nowMs: number,
): Promise<CheckedEvidence> {
  const policy = { ...EVIDENCE_RULES, environment, measurements: images.measurements(), freshness };
  const verdict = await verify(bundle, policy, nowMs);
  const { lines, image, by, version } = await onTheList(verdict, images);
  const refusal = refusalOf(lines) ?? verdict.refusal;
  const isGood = refusal === null && image !== null;
  return {
    ok: isGood,
    refusal,
    lines,
    keyId: await keyIdOf(bundle.manifest),
    platform: verdict.machine?.platform ?? null,
    measurements: verdict.machine?.measurements ?? null,
    image,
    freshness: freshness.kind,
    listBy: by,
    listVersion: version,
    checkedAtMs: nowMs,
    expiresAtMs: isGood ? expiryOf(verdict, freshness, nowMs) : nowMs + REFUSED_FOR_MS,
  };
}

/** The first refusal; but it is the list that says why an image is not among those that may run. */
function refusalOf(lines: readonly CheckLine[]): AttestationFault | null {
  const refused = lines.filter(({ ok }) => ok === false);
  const isUnlisted = refused[0]?.code === 'measurement_refused';
  const told = (isUnlisted && refused.find(({ check }) => check === 'allow_list')) || refused[0];
  return told?.code ? { code: told.code, facts: told.facts } : null;
}

interface OnTheList extends Pick<ListedVerdict, 'by' | 'version'> {
  lines: readonly CheckLine[];
  image: AllowedImage | null;
}

async function onTheList({ machine, lines, ok }: Verdict, images: AllowedImages): Promise<OnTheList> {
  if (!machine) return { lines, image: null, by: null, version: 0 };
  const { verdict, by, version } = await images.prove(machine.measurements);
  if (!verdict.ok) {
    const { code, facts = {} } = verdict.fault;
    return { lines: [...lines, { check: 'allow_list', ok: false, code, facts }], image: null, by, version };
  }
  const { image, gpu } = verdict.value;
  const facts = { image: image.name, version: image.version, digest: image.digest };
  // An image that checks GPUs has vouched for them, or it did not check.
  const isVouched = gpu === 'none' || Boolean(machine.manifest?.enclave?.gpuEvidenceHash);
  const line: CheckLine = isVouched
    ? { check: 'allow_list', ok: true, facts }
    : { check: 'gpu_evidence', ok: false, code: 'gpu_evidence_not_bound', facts: {} };
  return { lines: [...lines, line], image: ok && isVouched ? verdict.value : null, by, version };
}

/** What keys are remembered by: as the line `manifest` of a verdict has it. */
export const keyIdOf = async (manifest: Candidate['manifest']): Promise<string> =>
  hex((await digest('SHA-256', KEYS_DOMAIN, utf8(manifest))).subarray(0, 16));

/** What was refused, by evidence or by the list, is looked at again soon: it may have been mended. */
const REFUSED_FOR_MS = 60_000;

/** A block's age ends it too. */
function expiryOf({ machine }: Verdict, freshness: Freshness, nowMs: number): number {
  if (!machine) return nowMs + REFUSED_FOR_MS;
  if (freshness.kind === 'nonce') return machine.expiresAt;
  const madeMs = freshness.blocks.get(machine.reportData.slice(64)) ?? nowMs;
  return Math.min(machine.expiresAt, madeMs + freshness.maximumAgeMs);
}
