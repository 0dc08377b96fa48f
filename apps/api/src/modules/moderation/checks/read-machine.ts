import { HardwareReportSchema } from '@spindle/shared';
import * as z from 'zod';
import type { GpuFacts } from './listing-facts.ts';

/** The part of a machine's report that the checks read. Reports of later versions may hold more. */
const Report = z.object({
  cpu: z.string(),
  gpus: z.array(z.object({ name: z.string(), memoryMb: z.number().nullable(), isMig: z.boolean() })).max(64),
});

/** "2 × NVIDIA GeForce RTX 4090", as programs from before say it. */
const COUNTED = /^(\d{1,2})\s*[×x]\s*(.+)$/;

/**
 * The GPUs that a machine reports: from its full report, or else from the short one that all programs send.
 * @returns null when neither can be read.
 */
export function readMachine(report: unknown, hardware: unknown): { gpus: GpuFacts[]; cpu: string } | null {
  const full = Report.safeParse(report);
  if (full.success) {
    const { cpu, gpus } = full.data;
    return { cpu, gpus: gpus.map(({ name, memoryMb, isMig }) => ({ name, memoryGb: toGb(memoryMb), isPart: isMig })) };
  }
  const read = HardwareReportSchema.safeParse(hardware);
  if (!read.success) return null;
  const short = read.data;
  if (!short.gpu) return { cpu: short.cpu, gpus: [] };
  const [, count = '1', name = short.gpu] = COUNTED.exec(short.gpu) ?? [];
  const gpu = { name, memoryGb: short.vramGb, isPart: false };
  return { cpu: short.cpu, gpus: Array.from({ length: Math.min(64, Number(count)) }, () => gpu) };
}

const toGb = (megabytes: number | null): number | null => (megabytes === null ? null : Math.round(megabytes / 1024));
