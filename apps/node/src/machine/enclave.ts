import type { EnclaveReport } from '@spindle/shared';
import type { Tools } from './tools.ts';

/** Linux shows a guest's devices here; the flags of the processor say the same in words. */
const PLACES = {
  tdx: ['/dev/tdx_guest', '/dev/tdx-guest'],
  sevSnp: ['/dev/sev-guest'],
  configfsTsm: ['/sys/kernel/config/tsm/report'],
};

/** What evidence this machine could give. @param gpuConfidential as the cards' tool tells. */
export async function findEnclave(tools: Tools, gpuConfidential: boolean | null): Promise<EnclaveReport> {
  const isThere = async (paths: readonly string[]) =>
    (await Promise.all(paths.map((path) => tools.exists(path)))).includes(true);
  const flags = cpuFlags((await tools.read('/proc/cpuinfo')) ?? '');
  const [tdx, sevSnp, configfsTsm] = await Promise.all([
    isThere(PLACES.tdx),
    isThere(PLACES.sevSnp),
    isThere(PLACES.configfsTsm),
  ]);
  return {
    tdx: tdx || flags.has('tdx_guest'),
    sevSnp: sevSnp || flags.has('sev_snp_guest'),
    configfsTsm,
    gpuConfidential,
  };
}

/** Words of the first `flags` line of /proc/cpuinfo. */
export function cpuFlags(cpuinfo: string): Set<string> {
  const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(cpuinfo)?.[1] ?? '';
  return new Set(line.trim().split(/\s+/));
}
