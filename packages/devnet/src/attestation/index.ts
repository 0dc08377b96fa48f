/*
 * Evidence of machines that do not exist, for development and tests. README.md says why it can never pass in production.
 */
export { MOCK_ASK_SERIAL, type MockAmd, makeMockAmd, type SnpReportInput } from './amd.ts';
export { MOCK_EXTENSION, MOCK_EXTENSION_HEX } from './certificate.ts';
export {
  gpuNonceOf,
  type MockEvidence,
  mockSnpEvidence,
  mockTdxEvidence,
  reportDataOf,
} from './evidence.ts';
export { MOCK_SERIALS, type MockIntel, makeMockIntel } from './intel.ts';
export type { CollateralDials } from './intel-collateral.ts';
export type { QuoteInput } from './intel-quote.ts';
export { MOCK_FMSPC, type MockCollateral } from './intel-shapes.ts';
export {
  type MockAttestationService,
  type MockGpuEvidence,
  type MockNvidia,
  makeMockAttestationService,
  makeMockNvidia,
} from './nvidia.ts';
