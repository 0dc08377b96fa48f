import type { MachineFacts } from './machine-facts.ts';
import { done, isAtLeast, missing, type Step, unseen } from './steps.ts';

/** Intel's family 6 by model: those that have TDX (Linux: arch/x86/include/asm/intel-family.h). */
const SAPPHIRE_RAPIDS = 143;
const WITH_TDX = new Set([
  207 /* Emerald Rapids */, 173 /* Granite Rapids */, 174, 175 /* Sierra Forest */, 221 /* Clearwater Forest */,
]);
/** AMD's families: Zen 3 and 4 (Milan, Genoa, Bergamo, Siena), and Zen 5 (Turin). */
const ZEN_3_AND_4 = 25;
const ZEN_5 = 26;
/**
 * The ones that evidence is accepted from, by what CPUID says, as Linux counts their microcode by it
 * (arch/x86/kernel/cpu/microcode/amd.c: 0xa1011, 0xb0021): Genoa up to its stepping B1, and Turin. Not Genoa-X, which is
 * the stepping behind (0xa1012), nor dense Turin (0xb1010). `AMD_MINIMUM_FIRMWARE` says why no others.
 */
const isNamedAmd = ({ family, model, stepping }: MachineFacts['cpu']): boolean =>
  family === ZEN_5 ? model >>> 4 === 0 : model >>> 4 === 1 && stepping <= 1;

/** The first kernels whose own KVM starts such guests. */
const TDX_KERNEL = '6.16';
const SNP_KERNEL = '6.11';
/** The first kernel with configfs-tsm, for guests. */
const GUEST_KERNEL = '6.7';

/** Processor, firmware, kernel and KVM of a host; of a guest, that it can be asked for quotes. */
export function judgeProcessor(facts: MachineFacts): Step[] {
  const { cpu } = facts;
  if (facts.guest) return judgeGuest(facts, facts.guest);
  const isEpyc = cpu.vendor === 'AuthenticAMD' && /EPYC/.test(cpu.name);
  if (isEpyc && (cpu.family === ZEN_3_AND_4 || cpu.family === ZEN_5)) return judgeAmd(facts);
  const isXeon = cpu.vendor === 'GenuineIntel' && cpu.family === 6;
  const isSure = isXeon && WITH_TDX.has(cpu.model);
  const isRare = isXeon && cpu.model === SAPPHIRE_RAPIDS;
  if (!isSure && !isRare) return [missing('cpu', 'eligible_cpu', { cpu: cpu.name })];
  const hasTdx = isTdxOn(facts) === true;
  const found =
    isSure || hasTdx ? done('cpu', `${cpu.name}: Intel TDX`) : missing('cpu', 'eligible_tdx_rare', { cpu: cpu.name });
  return [found, ...judgeIntel(facts)];
}

function judgeGuest({ cpu, kernel, guest, hasReports, hasDstack }: MachineFacts, kind: 'tdx' | 'snp'): Step[] {
  const words = guest === 'tdx' ? 'Intel TDX guest' : 'AMD SEV-SNP guest';
  const found = done('cpu', `${cpu.name}: ${words}`);
  if (hasDstack || hasReports) return [found, done('quotes', hasDstack ? 'by dstack’s agent' : 'by the kernel')];
  if (!isAtLeast(kernel, GUEST_KERNEL))
    return [found, missing('kernel', 'eligible_kernel_old', { kernel, needed: GUEST_KERNEL })];
  return [found, missing('quotes', 'tsm_unavailable', { why: kind })];
}

/** True when firmware has set TDX up; null when nothing here tells. */
function isTdxOn({ kvm, cpu, tdxKeyIds }: MachineFacts): boolean | null {
  if (kvm.tdx === 'Y' || cpu.flags.has('tdx_host_platform')) return true;
  return tdxKeyIds === null ? null : tdxKeyIds > 0;
}

function judgeIntel(facts: MachineFacts): Step[] {
  const { kernel, kvm, hasSgx } = facts;
  const isOn = isTdxOn(facts);
  const firmware = isOn
    ? done('firmware', 'TDX is switched on')
    : isOn === false
      ? missing('firmware', 'eligible_tdx_bios')
      : unseen('firmware', 'TDX', '/dev/cpu/0/msr');
  return [
    firmware,
    hasSgx ? done('quotes', 'SGX is switched on') : missing('quotes', 'eligible_sgx_bios'),
    ...judgeHost(kernel, TDX_KERNEL, 'kvm_intel.tdx', kvm.tdx),
  ];
}

function judgeAmd({ cpu, kernel, kvm }: MachineFacts): Step[] {
  const isOn = kvm.snp === 'Y' || cpu.flags.has('sev_snp');
  return [
    isNamedAmd(cpu)
      ? done('cpu', `${cpu.name}: AMD SEV-SNP`)
      : missing('cpu', 'eligible_amd_unnamed', { cpu: cpu.name }),
    isOn ? done('firmware', 'SEV-SNP is switched on') : missing('firmware', 'eligible_snp_bios'),
    ...judgeHost(kernel, SNP_KERNEL, 'kvm_amd.sev_snp', kvm.snp),
  ];
}

function judgeHost(kernel: string, needed: string, parameter: string, value: string | null): Step[] {
  // Distributions carry it into older kernels: what KVM says goes before what a version would mean.
  if (value === 'Y') return [done('kernel', kernel), done('kvm', `${parameter}=Y`)];
  if (!isAtLeast(kernel, needed)) return [missing('kernel', 'eligible_kernel_old', { kernel, needed })];
  return [done('kernel', kernel), missing('kvm', 'eligible_kvm_off', { parameter, value: value ?? 'not there' })];
}
