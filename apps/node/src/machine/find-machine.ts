import { statfs } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import type { GpuReport, MachineReport } from '@spindle/shared';
import { findAmd } from './amd.ts';
import { findEnclave } from './enclave.ts';
import { fingerprintOf } from './fingerprint.ts';
import { findGraphicsCards } from './graphics-cards.ts';
import { type FoundGpus, findNvidia } from './nvidia.ts';
import { systemTools, type Tools } from './tools.ts';

const BYTES_PER_MB = 1024 ** 2;
const MOST_GPUS = 64;

/** What this machine is, without its engines. */
export interface FoundMachine extends Omit<MachineReport, 'models' | 'selfTest'> {
  /** Makers of cards that the kernel sees while no tool of a driver answers. */
  silentCards: string[];
}

/** What this machine is, as its own tools tell. @param home the folder whose disk receipts lie on. */
export async function findMachine(home: string, nowMs: number, tools: Tools = systemTools): Promise<FoundMachine> {
  const found = (await findNvidia(tools)) ?? (await findAmd(tools)) ?? findApple();
  const gpus = (found?.gpus ?? []).slice(0, MOST_GPUS);
  const isApple = gpus[0]?.maker === 'apple';
  return {
    v: 1,
    atMs: nowMs,
    kind: isApple ? 'apple' : gpus.length > 0 ? 'gpu' : 'cpu',
    gpus,
    driver: found?.driver ?? null,
    cpu: (cpus()[0]?.model.trim() || arch()).slice(0, 200),
    threads: Math.max(1, cpus().length),
    memoryMb: Math.round(totalmem() / BYTES_PER_MB),
    diskFreeMb: await freeMb(home),
    os: `${platform()} ${release()} ${arch()}`.slice(0, 200),
    enclave: await findEnclave(tools, found?.isConfidential ?? null),
    fingerprints: await fingerprintsOf(gpus, tools),
    silentCards: gpus.length > 0 ? [] : await findGraphicsCards(tools),
  };
}

/** Apple's chips share their memory with the processor. */
function findApple(): FoundGpus | null {
  const name = cpus()[0]?.model ?? '';
  if (platform() !== 'darwin' || !name.startsWith('Apple')) return null;
  const memoryMb = Math.round(totalmem() / BYTES_PER_MB);
  const gpu: GpuReport = {
    ...{ maker: 'apple', name, memoryMb, computeCapability: null, isMig: false, fingerprint: null },
  };
  return { gpus: [gpu], driver: null, isConfidential: null };
}

async function fingerprintsOf(gpus: readonly GpuReport[], tools: Tools): Promise<string[]> {
  const installation = (await tools.read('/etc/machine-id'))?.trim();
  const own = gpus.flatMap(({ fingerprint }) => fingerprint ?? []);
  return [...new Set([...own, ...(installation ? [fingerprintOf('installation', installation)] : [])])];
}

/** @returns null where the system does not tell. */
export async function freeMb(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return Math.floor((bavail * bsize) / BYTES_PER_MB);
  } catch {
    return null;
  }
}
