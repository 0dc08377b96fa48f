import type { EligibleTools } from '../look-at-machine.ts';

/** What a server's files and tools say. */
export interface Server {
  kernel: string;
  cpuinfo: string;
  files?: Record<string, string>;
  /** Paths that are there. */
  paths?: readonly string[];
  /** `nvidia-smi` by its arguments: the query's lines, and the answers about its mode. */
  gpus?: string;
  mode?: string | undefined;
  devTools?: string;
  /** Upper half of the register that counts TDX' key ids; left out where it cannot be read. */
  tdxKeyIds?: number;
  image?: string | undefined;
  system?: string;
}

export function toolsOf(server: Server): EligibleTools {
  const files = new Map(Object.entries({ '/proc/cpuinfo': server.cpuinfo, ...server.files }));
  return {
    system: { platform: server.system ?? 'linux', release: server.kernel },
    image: server.image ?? null,
    read: async (path) => files.get(path) ?? null,
    exists: async (path) => (server.paths ?? []).includes(path),
    list: async () => [],
    run: async (tool, args) => {
      if (tool !== 'nvidia-smi') return null;
      if (args[0] === 'conf-compute') return (args[1] === '-f' ? server.mode : server.devTools) ?? null;
      return server.gpus ?? null;
    },
    readAt: async (path, at) => {
      if (server.tdxKeyIds === undefined || path !== '/dev/cpu/0/msr' || at !== 0x87) return null;
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32LE(server.tdxKeyIds, 4);
      return bytes;
    },
  };
}

const cpuinfo = (vendor: string, family: number, model: number, name: string, flags: string, stepping = 1): string =>
  `processor\t: 0\nvendor_id\t: ${vendor}\ncpu family\t: ${family}\nmodel\t\t: ${model}\nmodel name\t: ${name}\nstepping\t: ${stepping}\nflags\t\t: fpu ${flags}\n`;

export const XEON_5 = cpuinfo('GenuineIntel', 6, 207, 'INTEL(R) XEON(R) PLATINUM 8592+', 'vmx tme');
export const XEON_5_TDX = cpuinfo(
  'GenuineIntel',
  6,
  207,
  'INTEL(R) XEON(R) PLATINUM 8592+',
  'vmx tme tdx_host_platform',
);
export const XEON_4 = cpuinfo('GenuineIntel', 6, 143, 'Intel(R) Xeon(R) Platinum 8480+', 'vmx tme');
export const TDX_GUEST = cpuinfo('GenuineIntel', 6, 207, 'INTEL(R) XEON(R) PLATINUM 8592+', 'hypervisor tdx_guest');
export const VIRTUAL = cpuinfo('AuthenticAMD', 25, 17, 'AMD EPYC 9354 32-Core Processor', 'svm hypervisor');
export const EPYC_GENOA = cpuinfo('AuthenticAMD', 25, 17, 'AMD EPYC 9354 32-Core Processor', 'svm sev sev_es sev_snp');
export const EPYC_MILAN = cpuinfo('AuthenticAMD', 25, 1, 'AMD EPYC 7763 64-Core Processor', 'svm sev sev_es sev_snp');
export const EPYC_BERGAMO = cpuinfo('AuthenticAMD', 25, 160, 'AMD EPYC 9754 128-Core Processor', 'svm sev_snp');
export const EPYC_TURIN = cpuinfo('AuthenticAMD', 26, 2, 'AMD EPYC 9755 128-Core Processor', 'svm sev sev_es sev_snp');
export const EPYC_GENOA_X = cpuinfo('AuthenticAMD', 25, 17, 'AMD EPYC 9684X 96-Core Processor', 'svm sev_snp', 2);
export const EPYC_DENSE = cpuinfo('AuthenticAMD', 26, 17, 'AMD EPYC 9965 192-Core Processor', 'svm sev_snp', 0);
export const EPYC_OFF = cpuinfo('AuthenticAMD', 25, 17, 'AMD EPYC 9354 32-Core Processor', 'svm');
export const RYZEN = cpuinfo('AuthenticAMD', 25, 97, 'AMD Ryzen 9 7950X 16-Core Processor', 'svm');
export const CORE = cpuinfo('GenuineIntel', 6, 183, '13th Gen Intel(R) Core(TM) i9-13900K', 'vmx');

export const H100 = 'NVIDIA H100 80GB HBM3, 96.00.74.00.1A, 570.86.15, 9.0, Disabled\n';
export const H200 = 'NVIDIA H200, 96.00.99.00.02, 575.57.08, 9.0, Disabled\n';
export const H100_OLD = 'NVIDIA H100 PCIe, 96.00.30.00.01, 570.86.15, 9.0, Disabled\n';
export const H100_OLD_DRIVER = 'NVIDIA H100 PCIe, 96.00.5E.00.00, 525.60.13, 9.0, Disabled\n';
export const H100_MIG = 'NVIDIA H100 80GB HBM3, 96.00.74.00.1A, 570.86.15, 9.0, Enabled\n';
export const A100 = 'NVIDIA A100-SXM4-80GB, 92.00.45.00.05, 570.86.15, 8.0, Disabled\n';
export const B200 = 'NVIDIA B200, 97.00.82.00.1A, 575.57.08, 10.0, Disabled\n';
export const RTX = 'NVIDIA GeForce RTX 4090, 95.02.3C.40.B8, 570.86.15, 8.9, [N/A]\n';

/** A host that lacks nothing. */
export const READY: Server = {
  kernel: '6.17.0-5-generic',
  cpuinfo: XEON_5_TDX,
  files: { '/sys/module/kvm_intel/parameters/tdx': 'Y\n' },
  paths: ['/dev/sgx_enclave'],
  gpus: H100 + H100,
  mode: 'CC status: ON\n',
  devTools: 'DevTools Mode: OFF\n',
};
