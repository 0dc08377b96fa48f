import { makeMockIntel } from '@spindle/devnet/attestation';
import { expect, it } from 'vitest';
import * as face from './index.ts';
import { mockIntel, mockVerifier, NOW_MS, POLICY, tdxBundle, trustIn } from './testing/mock-machine.ts';
import { createVerifierWithRoots } from './testing/verifier-with-roots.ts';

/* Each lock that keeps mock machines out of production, with all others open. */

it('production does not know the mock’s extension, which every certificate carries', async () => {
  const verdict = await face.verifyEvidence(await tdxBundle(), POLICY, NOW_MS);
  expect(verdict.refusal).toMatchObject({ code: 'certificate_extension_unknown', facts: { part: 'pck_chain' } });
  const { rootHash } = await mockIntel();
  const rootsAlone = createVerifierWithRoots(trustIn({ intel: rootHash }, false));
  expect((await rootsAlone.verifyEvidence(await tdxBundle(), POLICY, NOW_MS)).refusal).toEqual(verdict.refusal);
});

it('production does not believe the mock’s root, even without the extension', async () => {
  const intel = await makeMockIntel({ seed: 'unmarked', nowMs: NOW_MS, isMarked: false });
  const bundle = await tdxBundle({ intel });
  const verdict = await face.verifyEvidence(bundle, POLICY, NOW_MS);
  expect(verdict.refusal).toMatchObject({ code: 'certificate_root_unknown', facts: { part: 'pck_chain' } });
  const known = createVerifierWithRoots(trustIn({ intel: intel.rootHash }, false));
  expect((await known.verifyEvidence(bundle, POLICY, NOW_MS)).refusal).toBeNull();
});

it('a device in production refuses machines of the local world, even under their roots', async () => {
  const production = { ...POLICY, environment: 'production' } as const;
  const verdict = await (await mockVerifier()).verifyEvidence(await tdxBundle(), production, NOW_MS);
  expect(verdict.refusal).toEqual({ code: 'evidence_environment_wrong', facts: { made: 'dev', here: 'production' } });
});

it('the package shows no way to name roots', () => {
  expect(Object.keys(face).sort()).toEqual(['TCB_STATUSES', 'auditEvidence', 'verifyEvidence']);
  expect([face.verifyEvidence.length, face.auditEvidence.length]).toEqual([3, 2]);
});
