import type { Manifest } from '@spindle/shared';
import type { AttestationFault, CheckLine } from '@spindle/shared/attestation';
import type { Measurements } from './evidence/measurements.ts';
import type { GpuFacts } from './gpu/verify-gpu.ts';
import type { Rating } from './tdx/tcb-status.ts';

/** What came of checking evidence. */
export interface Verdict {
  /** True when no check was refused. Lines that could not be checked (`ok: null`) are listed, and are no pass. */
  ok: boolean;
  /** The first refusal. */
  refusal: AttestationFault | null;
  /** Every check made, in order; the checks behind a refusal that others rest on were not made. */
  lines: readonly CheckLine[];
  /** What is proven; null unless all that it rests on passed, and for GPUs by themselves. */
  machine: ProvenMachine | null;
}

export interface ProvenMachine {
  platform: 'tdx' | 'snp';
  measurements: Measurements;
  /** Lower-case hex. */
  reportData: string;
  /** How Intel rates it; null for AMD, which rates nothing. */
  rating: Rating | null;
  gpus: readonly GpuFacts[];
  /** The keys that the enclave vouches for; null in evidence without them. */
  manifest: Manifest | null;
  /** Until when this may be remembered: statements, lists, certificates, keys. Milliseconds. */
  expiresAt: number;
}
