import { type Candidate, type EvidenceBundle, fail, MOST_EVIDENCE_AGE_MS, ok, type Result } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';
import type { Verifier } from '../attestation/create-verifier.ts';
import type { Freshness } from '../attestation/index.ts';
import { Refusal, refuse } from '../attestation/refusal.ts';
import { Remembered } from '../remember.ts';
import { createAllowedImages } from './allowed-images.ts';
import { judge, keyIdOf } from './judge.ts';
import { randomNonce } from './random-nonce.ts';
import { reached } from './reached.ts';
import { readBundle, readNamedBundle } from './read-bundle.ts';
import type { CheckedEvidence, EvidenceChecker, EvidenceCheckerOptions } from './shapes.ts';

const MOST_KEYS = 256;

/**
 * Kept out of the package's exports: the face makes it with the vendors' verifier, once; only tests have another.
 * What was found good is remembered by the keys until it expires; the list of images is asked every few minutes.
 */
export const createCheckerWith =
  (verify: Verifier['verifyEvidence']) =>
  ({ source, environment, seen, nonce = randomNonce }: EvidenceCheckerOptions): EvidenceChecker => {
    const known = new Remembered<Promise<CheckedEvidence>>(MOST_KEYS);
    const allowedImages = createAllowedImages(source, seen);
    const parts = { verify, environment };

    async function begin(candidate: Candidate, nowMs: number, isLive: boolean): Promise<CheckedEvidence> {
      // Asked for while the evidence is on its way; a failure is told when its turn comes.
      const images = allowedImages(nowMs);
      images.catch(() => undefined);
      const keyId = await keyIdOf(candidate.manifest);
      try {
        const { bundle, freshness } = await fetchBundle(candidate, isLive);
        return await judge(parts, bundle, freshness, await images, nowMs);
      } catch (error) {
        if (error instanceof Refusal) return refused(keyId, error.fault, nowMs);
        throw error;
      }
    }

    async function fetchBundle(candidate: Candidate, isLive: boolean): Promise<Fetched> {
      const { evidenceHash, terms } = candidate;
      if (!evidenceHash) return refuse('evidence_not_shown');
      if (!isLive && source.blocks) {
        const bundle = await readNamedBundle(await reached(source.bundle(evidenceHash)), evidenceHash, candidate);
        const blocks = bundle.block ? await reached(source.blocks(bundle.block.seqno)) : new Map<string, number>();
        return { bundle, freshness: { kind: 'block', blocks, maximumAgeMs: MOST_EVIDENCE_AGE_MS } };
      }
      const asked = nonce();
      const bundle = readBundle(await reached(source.attest(terms.nodeId, asked)), candidate);
      return { bundle, freshness: { kind: 'nonce', nonce: asked } };
    }

    async function look(candidate: Candidate, nowMs: number, isLive: boolean): Promise<CheckedEvidence> {
      const before = known.get(candidate.manifest);
      if (before && !isLive) {
        const checked = await before;
        // A revoked image ends at once what its keys were believed for.
        if (nowMs < checked.expiresAtMs && (!checked.ok || (await isAllowedStill(checked, nowMs)))) return checked;
      }
      const looking = begin(candidate, nowMs, isLive);
      known.set(candidate.manifest, looking);
      looking.catch(() => known.delete(candidate.manifest));
      return looking;
    }

    async function isAllowedStill({ measurements }: CheckedEvidence, nowMs: number): Promise<boolean> {
      if (!measurements) return false;
      try {
        return (await (await allowedImages(nowMs)).prove(measurements)).verdict.ok;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    }

    return {
      look: (candidate, nowMs) => look(candidate, nowMs, false),
      lookLive: (candidate, nowMs) => look(candidate, nowMs, true),
      check: async (candidate, nowMs) => resultOf(await look(candidate, nowMs, false)),
    };
  };

interface Fetched {
  bundle: EvidenceBundle;
  freshness: Freshness;
}

function resultOf({ ok: isGood, refusal }: CheckedEvidence): Result<null> {
  // With what the refusal says itself, so that whoever shows it can put it in words.
  return isGood
    ? ok(null)
    : fail('evidence_refused', { ...refusal?.facts, why: refusal?.code ?? 'evidence_malformed' });
}

const REFUSED_FOR_MS = 30_000;

const refused = (keyId: string, refusal: AttestationFault, nowMs: number): CheckedEvidence => ({
  ...{ ok: false, refusal, lines: [], keyId, platform: null, measurements: null, image: null },
  ...{ listBy: null, listVersion: 0, freshness: 'nonce', checkedAtMs: nowMs, expiresAtMs: nowMs + REFUSED_FOR_MS },
});
