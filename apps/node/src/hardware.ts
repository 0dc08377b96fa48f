import { execFile } from 'node:child_process';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { promisify } from 'node:util';
import type { HardwareReport } from '@spindle/shared';
import * as z from 'zod/mini';

const run = promisify(execFile);
const TOOL_TIMEOUT_MS = 5_000;
const GIB = 1024 ** 3;

interface Gpu {
  name: string;
  memoryGb: number | null;
}

/** What this machine is, as its own tools tell. For people to read: the market does not trust it. */
export async function readHardware(): Promise<HardwareReport> {
  const gpu = (await nvidia()) ?? (await amd()) ?? apple();
  return {
    gpu: gpu?.name.slice(0, 200) ?? null,
    vramGb: gpu?.memoryGb ?? null,
    cpu: `${cpus()[0]?.model.trim() || arch()} × ${cpus().length}`.slice(0, 200),
    ramGb: Math.round(totalmem() / GIB),
    os: `${platform()} ${release()} ${arch()}`.slice(0, 200),
  };
}

async function nvidia(): Promise<Gpu | null> {
  const said = await ask('nvidia-smi', ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits']);
  return said === null ? null : parseNvidia(said);
}

/** Lines of `name, MiB`, one per GPU. */
export function parseNvidia(said: string): Gpu | null {
  const gpus = said
    .split('\n')
    .map((line) => /^(.+),\s*(\d+)\s*$/.exec(line.trim()))
    .flatMap((match) => (match?.[1] ? [{ name: match[1].trim(), memoryGb: Math.round(Number(match[2]) / 1024) }] : []));
  return together(gpus);
}

async function amd(): Promise<Gpu | null> {
  const said = await ask('rocm-smi', ['--showproductname', '--showmeminfo', 'vram', '--json']);
  return said === null ? null : parseRocm(said);
}

const RocmReport = z.record(z.string(), z.record(z.string(), z.unknown()));

/** JSON of `{ card0: { "Card Series": …, "VRAM Total Memory (B)": … }, … }`; the names differ between versions. */
export function parseRocm(said: string): Gpu | null {
  let raw: unknown;
  try {
    raw = JSON.parse(said);
  } catch {
    return null;
  }
  const report = RocmReport.safeParse(raw);
  if (!report.success) return null;
  const cards = Object.entries(report.data).filter(([name]) => name.startsWith('card'));
  const gpus = cards.map(([, card]) => {
    const bytes = Number(card['VRAM Total Memory (B)']);
    return {
      name: String(card['Card Series'] ?? card['Card series'] ?? card['Card Model'] ?? 'AMD GPU'),
      memoryGb: bytes > 0 ? Math.round(bytes / GIB) : null,
    };
  });
  return together(gpus);
}

/** Apple's chips share their memory with the processor. */
function apple(): Gpu | null {
  const name = cpus()[0]?.model ?? '';
  const isApple = platform() === 'darwin' && name.startsWith('Apple');
  return isApple ? { name, memoryGb: Math.round(totalmem() / GIB) } : null;
}

function together(gpus: readonly Gpu[]): Gpu | null {
  const [first] = gpus;
  if (!first) return null;
  return gpus.length === 1 ? first : { ...first, name: `${gpus.length} × ${first.name}` };
}

/** @returns null when there is no such tool, or it fails. */
async function ask(tool: string, args: string[]): Promise<string | null> {
  try {
    const { stdout } = await run(tool, args, { timeout: TOOL_TIMEOUT_MS });
    return stdout;
  } catch {
    return null;
  }
}
