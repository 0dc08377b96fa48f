import { createVerifier } from './create-verifier.ts';
import { VENDORS } from './trust.ts';

/*
 * Evidence of confidential machines, checked by WebCrypto alone: the same code in browsers and Node, without a network.
 * An entry of its own, so that it weighs on nothing that does not check evidence. docs/attestation.md describes it.
 */
export const { verifyEvidence, auditEvidence } = createVerifier(VENDORS);

export type { GpuHelp } from './evidence/judge-gpu.ts';
export type { AllowedMeasurements, Measurements } from './evidence/measurements.ts';
export type { AttestationPolicy, Freshness } from './evidence/policy.ts';
export type { ServiceKeys } from './gpu/read-token.ts';
export type { GoldenMeasurements, GpuEvidence, GpuFacts } from './gpu/verify-gpu.ts';
export type { SnpFirmware } from './snp/snp-firmware.ts';
export type { TdxCollateral } from './tdx/collateral.ts';
export { TCB_STATUSES, type TcbStatus } from './tdx/tcb-status.ts';
export type { SnpProduct } from './trust.ts';
export type { ProvenMachine, Verdict } from './verdict.ts';
