import { must } from '../refusal.ts';
import type { SnpReport } from './snp-report.ts';

/** Bits of the guest policy (AMD 56860, table «Guest policy»); the lowest 16 are the least ABI version. */
const RESERVED_ONE = 1n << 17n;
const MIGRATABLE = 1n << 18n;
const DEBUG = 1n << 19n;
/** SMT, single socket, CXL, AES-256-XTS, RAPL off, ciphertext hiding, page swap off: none opens the enclave. */
const HARMLESS = 0xffffn | (1n << 16n) | (0x7fn << 20n);

/**
 * Checks that nobody outside can look into the enclave or move it, and that its own kernel asked.
 * Refusals: `snp_debug`, `snp_migratable`, `snp_policy_unknown`, `snp_level_wrong`.
 */
export function checkSnpPolicy({ policy, vmpl }: SnpReport): void {
  must((policy & DEBUG) === 0n, 'snp_debug');
  must((policy & MIGRATABLE) === 0n, 'snp_migratable');
  const isKnown = (policy & RESERVED_ONE) !== 0n && (policy & ~(HARMLESS | RESERVED_ONE)) === 0n;
  must(isKnown, 'snp_policy_unknown', { policy: policy.toString(16) });
  // Above 3 it was the hypervisor who asked, for a guest that it may have made itself.
  must(vmpl <= 3, 'snp_level_wrong', { level: vmpl });
}
