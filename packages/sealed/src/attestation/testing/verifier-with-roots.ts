/**
 * For tests alone, and not among the package's exports: a verifier that believes other roots than the vendors'. No build
 * of an app may contain this file; `scripts/bundle.mjs` and the tests of the built programs look for it.
 */
export { createVerifier as createVerifierWithRoots } from '../create-verifier.ts';
export { type Trust, VENDORS } from '../trust.ts';
