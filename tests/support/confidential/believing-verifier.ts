import {
  createVerifierWithRoots,
  VENDORS,
} from '../../../packages/sealed/src/attestation/testing/verifier-with-roots.ts';

export * from '../../../packages/sealed/src/attestation/index.ts';

/** Put in by the build. */
declare const MOCK_INTEL_ROOT: string;
declare const MOCK_EXTENSION: string;

/** What a test's Mini App has in the place of `@spindle/sealed/attestation`. */
export const { verifyEvidence, auditEvidence } = createVerifierWithRoots({
  ...VENDORS,
  intel: MOCK_INTEL_ROOT,
  criticalExtensions: [MOCK_EXTENSION],
});
