import type { GpuReport } from '@spindle/shared';
import { fingerprintOf } from './fingerprint.ts';
import type { Tools } from './tools.ts';

/** Fields of `nvidia-smi --help-query-gpu`, in the order in which they are asked for. */
const FIELDS = ['name', 'uuid', 'memory.total', 'driver_version', 'compute_cap', 'mig.mode.current'];

export interface FoundGpus {
  gpus: GpuReport[];
  driver: string | null;
  /** The cards keep what they work on from their owner; null when no tool tells. */
  isConfidential: boolean | null;
}

/** NVIDIA's cards by the driver's own tool; null without it, or without a card. */
export async function findNvidia(tools: Tools): Promise<FoundGpus | null> {
  const said = await tools.run('nvidia-smi', [`--query-gpu=${FIELDS.join(',')}`, '--format=csv,noheader,nounits']);
  const cards = said === null ? [] : parseNvidia(said);
  if (cards.length === 0) return null;
  const confidential = await tools.run('nvidia-smi', ['conf-compute', '-f']);
  return {
    gpus: cards.map(({ gpu }) => gpu),
    driver: cards[0]?.driver ?? null,
    isConfidential: confidential === null ? null : parseConfidential(confidential),
  };
}

/** Lines of CSV, one per card. What a card or driver does not know stands in brackets: `[N/A]`, `[Not Supported]`. */
export function parseNvidia(said: string): { gpu: GpuReport; driver: string | null }[] {
  return said.split('\n').flatMap((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    if (cells.length !== FIELDS.length) return [];
    const [name, uuid, memory, driver, capability, mig] = cells.map((cell) => (/^\[.*\]$/.test(cell) ? '' : cell));
    if (!name || !uuid?.startsWith('GPU-')) return [];
    const gpu: GpuReport = {
      maker: 'nvidia',
      name: name.slice(0, 200),
      memoryMb: memory && /^\d+$/.test(memory) ? Number(memory) : null,
      computeCapability: capability || null,
      isMig: mig === 'Enabled',
      fingerprint: fingerprintOf('gpu', uuid),
    };
    return [{ gpu, driver: driver || null }];
  });
}

/** `CC status: ON` or `OFF`. */
export function parseConfidential(said: string): boolean | null {
  const match = /CC status:\s*(ON|OFF)/i.exec(said);
  return match ? match[1]?.toUpperCase() === 'ON' : null;
}
