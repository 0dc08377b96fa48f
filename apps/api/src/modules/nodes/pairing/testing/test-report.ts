import type { FoundModel, MachineReport } from '@spindle/shared';

/** What a machine with two cards and vLLM says of itself. */
export const testReport = (parts: Partial<MachineReport> = {}): MachineReport => ({
  v: 1,
  atMs: 1_796_000_000_000,
  kind: 'gpu',
  gpus: [testGpu('aa'), testGpu('bb')],
  driver: '570.86.15',
  cpu: 'AMD EPYC 9554',
  threads: 64,
  memoryMb: 257_000,
  diskFreeMb: 900_000,
  os: 'linux 6.8.0 x64',
  enclave: { tdx: false, sevSnp: false, configfsTsm: false, gpuConfidential: null },
  fingerprints: ['aa'.repeat(32), 'bb'.repeat(32)],
  models: [],
  selfTest: [{ check: 'speed', outcome: 'ok', code: null, facts: { tokensPerSecond: 91.5, firstTokenMs: 40 } }],
  ...parts,
});

const testGpu = (digits: string) => ({
  maker: 'nvidia' as const,
  name: 'NVIDIA GeForce RTX 4090',
  memoryMb: 24_564,
  computeCapability: '8.9',
  isMig: false,
  fingerprint: digits.repeat(32),
});

export const foundModel = (name: string, parts: Partial<FoundModel> = {}): FoundModel => ({
  name,
  engine: 'vLLM',
  source: null,
  revision: null,
  quantisation: null,
  contextLength: 4_096,
  ...parts,
});
