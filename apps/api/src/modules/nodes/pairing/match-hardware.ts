import type { MachineReport } from '@spindle/shared';
import type { HardwareView } from '../../catalog/index.ts';

/** Makers write `NVIDIA A100-SXM4-80GB`, people `A100 80 GB`: cards of one name with another memory are told apart by it. */
const MEMORY_TOLERANCE = 0.15;

/** The class of hardware in the catalogue that a machine is, as far as its own report goes. */
export function matchHardware(report: MachineReport, classes: readonly HardwareView[]): string {
  if (report.kind === 'cpu') return idOf(classes, 'cpu') ?? 'cpu';
  if (report.kind === 'apple') return idOf(classes, 'apple') ?? 'other-gpu';
  const [gpu] = report.gpus;
  if (!gpu) return 'other-gpu';
  const words = wordsOf(gpu.name);
  const named = classes
    .filter(({ kind, maker }) => kind === 'gpu' && maker !== '')
    .filter((it) => nameWords(it.name).every((word) => words.has(word)))
    .filter((it) => hasMemory(it, gpu.memoryMb))
    .toSorted((a, b) => nameWords(b.name).length - nameWords(a.name).length);
  return named[0]?.id ?? 'other-gpu';
}

const idOf = (classes: readonly HardwareView[], kind: HardwareView['kind']) =>
  classes.find((it) => it.kind === kind)?.id;

const wordsOf = (name: string): Set<string> => new Set(name.toLowerCase().split(/[^a-z0-9]+/));

/** Without what tells the memory, which is compared as a number, and without the line's brand. */
const nameWords = (name: string): string[] =>
  name
    .toLowerCase()
    .replace(/\b\d+ gb\b/, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !['geforce', 'instinct'].includes(word));

function hasMemory({ memoryGb }: HardwareView, memoryMb: number | null): boolean {
  if (memoryMb === null || memoryGb === 0) return true;
  return Math.abs(memoryMb / 1024 / memoryGb - 1) <= MEMORY_TOLERANCE;
}
