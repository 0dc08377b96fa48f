import { checkEvidence } from './evidence/check-evidence.ts';
import type { GpuHelp } from './evidence/judge-gpu.ts';
import type { AttestationPolicy } from './evidence/policy.ts';
import type { Trust } from './trust.ts';
import type { Verdict } from './verdict.ts';

export interface Verifier {
  /**
   * Checks the evidence of a machine before anything is sealed to it: genuine, bound to these keys, fresh, and what the
   * policy asks for. Never throws for what somebody sent; every refusal has its code.
   * @param bundle what `JSON.parse` gave. @param nowMs Unix time in milliseconds.
   * @example const { ok, machine, refusal } = await verifyEvidence(bundle, policy, Date.now());
   */
  verifyEvidence(bundle: unknown, policy: AttestationPolicy, nowMs: number, help?: GpuHelp): Promise<Verdict>;
  /**
   * Checks that evidence is genuine and fits together, for auditors: how the machine is rated, what it runs and what it
   * vouches for comes back as facts, and nothing is asked of it. Not for devices that are about to seal.
   */
  auditEvidence(bundle: unknown, nowMs: number, help?: GpuHelp): Promise<Verdict>;
}

/** Kept out of the package's exports: roots are chosen here, and only tests choose others than the vendors'. */
export const createVerifier = (trust: Trust): Verifier => ({
  verifyEvidence: (bundle, policy, nowMs, help = {}) => checkEvidence(bundle, { policy, help, trust, nowMs }),
  auditEvidence: (bundle, nowMs, help = {}) => checkEvidence(bundle, { policy: null, help, trust, nowMs }),
});
