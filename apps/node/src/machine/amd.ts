import type { GpuReport } from '@spindle/shared';
import * as z from 'zod/mini';
import { fingerprintOf } from './fingerprint.ts';
import type { FoundGpus } from './nvidia.ts';
import type { Tools } from './tools.ts';

const ARGUMENTS = ['--showproductname', '--showmeminfo', 'vram', '--showuniqueid', '--showdriverversion', '--json'];
const BYTES_PER_MB = 1024 ** 2;
const RocmReport = z.record(z.string(), z.record(z.string(), z.unknown()));

/** AMD's cards by `rocm-smi`; null without it, or without a card. */
export async function findAmd(tools: Tools): Promise<FoundGpus | null> {
  const said = await tools.run('rocm-smi', ARGUMENTS);
  return said === null ? null : parseRocm(said);
}

/** JSON of `{ card0: { "Card Series": …, "VRAM Total Memory (B)": … }, system: … }`; the names differ between versions. */
export function parseRocm(said: string): FoundGpus | null {
  const report = RocmReport.safeParse(jsonOf(said));
  if (!report.success) return null;
  const cards = Object.entries(report.data).filter(([name]) => /^card\d+$/.test(name));
  if (cards.length === 0) return null;
  return {
    gpus: cards.map(([, card]) => toGpu(card)),
    driver: wordOf(report.data.system, 'Driver version') ?? null,
    isConfidential: null,
  };
}

function toGpu(card: Record<string, unknown>): GpuReport {
  const bytes = Number(wordOf(card, 'VRAM Total Memory (B)'));
  const uniqueId = wordOf(card, 'Unique ID');
  const name = wordOf(card, 'Card Series', 'Card series', 'Card Model', 'Card model') ?? 'AMD GPU';
  return {
    maker: 'amd',
    name: name.slice(0, 200),
    memoryMb: bytes > 0 ? Math.round(bytes / BYTES_PER_MB) : null,
    computeCapability: null,
    isMig: false,
    fingerprint: uniqueId ? fingerprintOf('gpu', uniqueId) : null,
  };
}

/** The first of these that is told: what is not known reads `N/A`. */
function wordOf(card: Record<string, unknown> = {}, ...names: string[]): string | undefined {
  const words = names.map((name) => card[name]).filter((word) => typeof word === 'string');
  return words.find((word) => word !== '' && word !== 'N/A');
}

function jsonOf(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}
