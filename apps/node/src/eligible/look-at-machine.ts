import { open } from 'node:fs/promises';
import { platform, release } from 'node:os';
import { TSM_REPORTS } from '../enclave/configfs-tsm.ts';
import { DSTACK_SOCKETS } from '../enclave/dstack-source.ts';
import { cpuFlags } from '../machine/enclave.ts';
import { findGraphicsCards } from '../machine/graphics-cards.ts';
import { parseConfidential } from '../machine/nvidia.ts';
import { systemTools, type Tools } from '../machine/tools.ts';
import type { GpuFacts, MachineFacts } from './machine-facts.ts';

/** What a machine is looked at by. */
export interface EligibleTools extends Tools {
  system: { platform: string; release: string };
  /** Bytes of a file from a place on; null where it can't be read. */
  readAt(path: string, at: number, length: number): Promise<Buffer | null>;
  image: string | null;
}

export const eligibleTools = (): EligibleTools => ({
  ...systemTools,
  system: { platform: platform(), release: release() },
  readAt: readBytesAt,
  image: process.env.SPINDLE_ENCLAVE_IMAGE ?? null,
});

/** IA32_MKTME_KEYID_PARTITIONING (Intel SDM volume 4): the upper half counts the key ids of TDX. */
const KEY_IDS_MSR = 0x87;
const GPU_FIELDS = ['name', 'vbios_version', 'driver_version', 'compute_cap', 'mig.mode.current'];

/** Looks at this machine: only reads, and asks NVIDIA's own tool. */
export async function lookAtMachine(tools: EligibleTools): Promise<MachineFacts> {
  const isThere = async (paths: readonly string[]) =>
    (await Promise.all(paths.map((path) => tools.exists(path)))).includes(true);
  const cpuinfo = (await tools.read('/proc/cpuinfo')) ?? '';
  const flags = cpuFlags(cpuinfo);
  const isTdxGuest = flags.has('tdx_guest') || (await isThere(['/dev/tdx_guest']));
  const isSnpGuest = flags.has('sev_snp_guest') || (await isThere(['/dev/sev-guest']));
  const gpus = parseGpus(
    await tools.run('nvidia-smi', [`--query-gpu=${GPU_FIELDS.join(',')}`, '--format=csv,noheader']),
  );
  const parameter = async (path: string) => (await tools.read(`/sys/module/${path}`))?.trim() ?? null;
  const confidential = await tools.run('nvidia-smi', ['conf-compute', '-f']);
  const devTools = await tools.run('nvidia-smi', ['conf-compute', '-d']);
  return {
    system: tools.system.platform,
    kernel: tools.system.release,
    cpu: { ...readCpu(cpuinfo), flags },
    kvm: { tdx: await parameter('kvm_intel/parameters/tdx'), snp: await parameter('kvm_amd/parameters/sev_snp') },
    tdxKeyIds: (await tools.readAt('/dev/cpu/0/msr', KEY_IDS_MSR, 8))?.readUInt32LE(4) ?? null,
    hasSgx: await isThere(['/dev/sgx_enclave', '/dev/sgx/enclave']),
    guest: isTdxGuest ? 'tdx' : isSnpGuest ? 'snp' : null,
    hasReports: await tools.exists(TSM_REPORTS),
    hasDstack: await isThere(DSTACK_SOCKETS),
    image: tools.image,
    gpus,
    silentCards: gpus.length > 0 ? [] : await findGraphicsCards(tools),
    isConfidential: confidential === null ? null : parseConfidential(confidential),
    isDevTools: devTools === null ? null : parseDevTools(devTools),
  };
}

function readCpu(cpuinfo: string): Omit<MachineFacts['cpu'], 'flags'> {
  const line = (name: string) => new RegExp(`^${name}\\s*:\\s*(.*)$`, 'm').exec(cpuinfo)?.[1]?.trim() ?? '';
  return {
    vendor: line('vendor_id'),
    family: Number(line('cpu family') || 0),
    model: Number(line('model') || 0),
    stepping: Number(line('stepping') || 0),
    name: line('model name') || 'unknown',
  };
}

function parseGpus(said: string | null): GpuFacts[] {
  return (said ?? '').split('\n').flatMap((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    if (cells.length !== GPU_FIELDS.length) return [];
    const [name, vbios, driver, capability, mig] = cells.map((cell) => (/^\[.*\]$/.test(cell) ? '' : cell));
    if (!name) return [];
    return [
      { name, vbios: vbios || null, driver: driver || null, capability: capability || null, isMig: mig === 'Enabled' },
    ];
  });
}

/** `DevTools Mode: ON` or `OFF`. */
function parseDevTools(said: string): boolean | null {
  const match = /DevTools Mode:\s*(ON|OFF)/i.exec(said);
  return match ? match[1]?.toUpperCase() === 'ON' : null;
}

async function readBytesAt(path: string, at: number, length: number): Promise<Buffer | null> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      return bytesRead === length ? buffer : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
