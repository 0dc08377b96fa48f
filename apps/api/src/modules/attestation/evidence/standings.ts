import type { AttestationFault } from '@spindle/shared/attestation';
import type { EvidenceStanding } from '../shapes.ts';

/** Nothing was shown, or nothing that could be judged. */
export const missing = (sinceMs: number, unjudged: AttestationFault | null = null): EvidenceStanding => ({
  ...{ state: 'missing', code: 'evidence_not_shown', facts: {}, sinceMs, hash: null, manifest: null, untilMs: null },
  unjudged,
});

export const refusedBy = (
  { code, facts = {} }: AttestationFault,
  sinceMs: number,
  hash: string | null,
): EvidenceStanding => ({
  ...{ state: 'refused', code, facts, sinceMs, hash, manifest: null, untilMs: null, unjudged: null },
});

export const acceptedBy = (bundle: { hash: string; manifest: string }, untilMs: number, sinceMs: number) =>
  ({
    ...{ state: 'accepted', code: null, facts: {}, sinceMs, ...bundle, untilMs, unjudged: null },
  }) satisfies EvidenceStanding;

/** As it stands at this moment: what was accepted counts until its time is over. */
export function standingAt(standing: EvidenceStanding, nowMs: number): EvidenceStanding {
  const { state, untilMs } = standing;
  if (state !== 'accepted' || untilMs === null || nowMs < untilMs) return standing;
  const facts = { until: new Date(untilMs).toISOString() };
  return { ...standing, state: 'expired', code: 'evidence_expired', facts, sinceMs: untilMs };
}
