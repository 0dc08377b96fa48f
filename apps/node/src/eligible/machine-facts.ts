/** What eligibility rests on, as the machine's own files and tools tell it. Null is always: nobody tells. */
export interface MachineFacts {
  /** Such as `linux`. */
  system: string;
  /** Such as `6.16.3-generic`. */
  kernel: string;
  cpu: { vendor: string; family: number; model: number; stepping: number; name: string; flags: ReadonlySet<string> };
  /** Parameters of KVM's modules: `Y`, `N`. */
  kvm: { tdx: string | null; snp: string | null };
  /** Key ids that the firmware has set aside for TDX, out of a register of the processor. */
  tdxKeyIds: number | null;
  hasSgx: boolean;
  /** What this machine is, when it is a confidential guest itself. */
  guest: 'tdx' | 'snp' | null;
  hasReports: boolean;
  hasDstack: boolean;
  image: string | null;
  gpus: readonly GpuFacts[];
  /** Makers of cards that the kernel sees while no driver's tool answers. */
  silentCards: readonly string[];
  /** NVIDIA's mode of all GPUs. */
  isConfidential: boolean | null;
  isDevTools: boolean | null;
}

export interface GpuFacts {
  name: string;
  /** Such as `96.00.74.00.1A`. */
  vbios: string | null;
  driver: string | null;
  /** Such as `9.0`. */
  capability: string | null;
  isMig: boolean;
}
