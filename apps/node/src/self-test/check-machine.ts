import { freemem } from 'node:os';
import type { FoundMachine } from '../machine/find-machine.ts';
import { type Finding, fine, warning } from './finding.ts';

const BYTES_PER_MB = 1024 ** 2;
/** Receipts of some million answers. */
const LEAST_DISK_MB = 512;
const LEAST_MEMORY_MB = 512;

/** What the machine itself has, and lacks. @param memoryMb free now. */
export function checkMachine(
  machine: FoundMachine,
  home: string,
  memoryMb: number = Math.round(freemem() / BYTES_PER_MB),
): Finding[] {
  return [checkGpu(machine), ...checkDisk(machine.diskFreeMb, home), checkMemory(memoryMb)];
}

function checkGpu({ kind, gpus, driver, silentCards }: FoundMachine): Finding {
  const [gpu] = gpus;
  if (gpu && kind !== 'cpu') {
    const count = gpus.length > 1 ? `${gpus.length} × ` : '';
    const memory = gpu.memoryMb === null ? '' : `, ${Math.round(gpu.memoryMb / 1024)} GB`;
    const parts = gpu.isMig ? ', shared out (MIG)' : '';
    const words = `${count}${gpu.name}${memory}${parts}${driver ? `, driver ${driver}` : ''}`;
    return fine('gpu', words, { name: gpu.name, count: gpus.length, ...(driver && { driver }) });
  }
  const [card] = silentCards;
  return card ? warning('gpu', 'gpu_driver_missing', { card }) : warning('gpu', 'cpu_only');
}

function checkDisk(freeMb: number | null, home: string): Finding[] {
  if (freeMb === null) return [];
  if (freeMb < LEAST_DISK_MB) return [warning('disk', 'disk_low', { freeMb, home })];
  return [fine('disk', `${gigabytes(freeMb)} free`, { freeMb })];
}

const checkMemory = (freeMb: number): Finding =>
  freeMb < LEAST_MEMORY_MB
    ? warning('memory', 'memory_low', { freeMb })
    : fine('memory', `${gigabytes(freeMb)} free`, { freeMb });

const gigabytes = (megabytes: number): string => `${(megabytes / 1024).toFixed(1)} GB`;
