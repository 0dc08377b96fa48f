import { MOCK_EXTENSION_HEX } from '../../../packages/devnet/src/attestation/index.ts';
import {
  createVerifierWithRoots,
  VENDORS,
} from '../../../packages/sealed/src/attestation/testing/verifier-with-roots.ts';

/**
 * What a test's broker has in the place of `@spindle/sealed/attestation`: the same verifier, which believes the mock
 * vendor whose root the environment names. Builds for production have no such place.
 */
export const { verifyEvidence } = createVerifierWithRoots({
  ...VENDORS,
  intel: process.env.MOCK_INTEL_ROOT ?? '',
  criticalExtensions: [MOCK_EXTENSION_HEX],
});
