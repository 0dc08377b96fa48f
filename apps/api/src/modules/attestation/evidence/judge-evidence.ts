import type { AllowedMeasurements, AttestationPolicy, Verdict } from '@spindle/sealed/attestation';
import { type Environment, type EvidenceBundle, MOST_EVIDENCE_AGE_MS } from '@spindle/shared';
import { type AttestationFault, EVIDENCE_RULES } from '@spindle/shared/attestation';
import type { FindBlock } from './known-blocks.ts';
import type { SecondJudge } from './second-judge.ts';

/** The list of allowed images as it stands: `version` is another one whenever it has changed. */
export interface AllowedImages {
  version: string;
  /** Empty allows nothing. */
  measurements: readonly AllowedMeasurements[];
}

export interface JudgeParts {
  env: Environment;
  nowMs: () => number;
  findBlock: FindBlock;
  /** Null when the list cannot be read: then nothing is concluded. */
  allowedImages: () => Promise<AllowedImages | null>;
  /** The verifier with the vendors' roots; tests of what comes after it have one that believes mock vendors too. */
  verify: (bundle: unknown, policy: AttestationPolicy, nowMs: number) => Promise<Verdict>;
  /** Asked about what `verify` accepts. */
  secondJudge: SecondJudge;
}

/** What came of a look: a verdict and by which list it was found, or why there is none. */
export type Judged =
  | { kind: 'accepted'; untilMs: number; version: string }
  | { kind: 'refused'; fault: AttestationFault; version: string }
  | { kind: 'unjudged'; fault: AttestationFault };

const unjudged = (what: string): Judged => ({
  kind: 'unjudged',
  fault: { code: 'evidence_unjudged', facts: { what } },
});

/** Judges a bundle by the rules of this version and the list of allowed images. What cannot be read concludes nothing. */
export async function judgeEvidence(parts: JudgeParts, bundle: EvidenceBundle): Promise<Judged> {
  const images = await parts.allowedImages();
  if (!images) return unjudged('allow-list');
  const blocks = await parts.findBlock(bundle.block?.seqno ?? null);
  if (!blocks) return unjudged('TON');
  const { version, measurements } = images;
  const policy: AttestationPolicy = {
    ...EVIDENCE_RULES,
    environment: parts.env,
    measurements,
    freshness: { kind: 'block', blocks, maximumAgeMs: MOST_EVIDENCE_AGE_MS },
  };
  const nowMs = parts.nowMs();
  const { ok, refusal, machine } = await parts.verify(bundle, policy, nowMs);
  if (!ok || !machine) return { kind: 'refused', fault: refusal ?? { code: 'evidence_malformed' }, version };
  const disagreement = parts.secondJudge(bundle, machine.rating, nowMs);
  if (disagreement) return { kind: 'refused', fault: disagreement, version };
  // The block's age ends it too: a device would refuse it then.
  const madeMs = blocks.get(machine.reportData.slice(64)) ?? nowMs;
  return { kind: 'accepted', untilMs: Math.min(machine.expiresAt, madeMs + MOST_EVIDENCE_AGE_MS), version };
}
