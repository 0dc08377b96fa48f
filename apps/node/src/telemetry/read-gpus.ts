import type { GpuTelemetry } from '@spindle/shared';
import { objectOf, wordIn } from '../engines/told.ts';

/** A tool that tells how the GPUs of this machine are. */
export interface GpuTool {
  file: string;
  args: readonly string[];
  /** @returns null when it did not tell what we understand. */
  read(said: string): GpuTelemetry[] | null;
}

const NVIDIA_FIELDS = 'name,temperature.gpu,utilization.gpu,memory.used,memory.total,power.draw';

/** Queries of single fields, which are cheap: never the whole report. */
export const GPU_TOOLS: readonly GpuTool[] = [
  { file: 'nvidia-smi', args: [`--query-gpu=${NVIDIA_FIELDS}`, '--format=csv,noheader,nounits'], read: readNvidia },
  {
    file: 'rocm-smi',
    args: ['--showtemp', '--showuse', '--showmeminfo', 'vram', '--showpower', '--json'],
    read: readRocm,
  },
];

/** A line for each GPU; `[N/A]` and its like for what a card doesn't tell. */
export function readNvidia(said: string): GpuTelemetry[] | null {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const gpus = lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    // A name may have a comma of its own.
    const [temperature, use, used, total, power] = cells.slice(-5);
    return {
      name: wordIn(cells.slice(0, -5).join(', ')),
      temperatureC: numberOf(temperature),
      utilisation: shareOf(use),
      vramUsedMb: numberOf(used),
      vramTotalMb: numberOf(total),
      powerW: numberOf(power),
    };
  });
  return lines.every((line) => line.split(',').length >= 6) && gpus.length > 0 ? gpus : null;
}

const MB = 1024 ** 2;

/** `{ card0: { … }, … }`; the names of its fields differ between versions and cards. */
export function readRocm(said: string): GpuTelemetry[] | null {
  let raw: unknown;
  try {
    raw = JSON.parse(said);
  } catch {
    return null;
  }
  const cards = Object.entries(objectOf(raw)).filter(([name]) => name.startsWith('card'));
  const gpus = cards.map(([, card]) => {
    const fields = Object.entries(objectOf(card));
    const find = (pattern: RegExp) => fields.find(([name]) => pattern.test(name))?.[1];
    return {
      name: wordIn(find(/^card (series|model)/i)),
      temperatureC: numberOf(find(/^temperature \(sensor (edge|junction)\)/i)),
      utilisation: shareOf(find(/^gpu use/i)),
      vramUsedMb: megabytes(find(/^vram total used/i)),
      vramTotalMb: megabytes(find(/^vram total memory/i)),
      powerW: numberOf(find(/^(average|current).* power/i)),
    };
  });
  return gpus.length > 0 ? gpus : null;
}

function numberOf(cell: unknown): number | null {
  const number = typeof cell === 'string' && cell !== '' ? Number(cell) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? Math.round(number) : null;
}

function shareOf(cell: unknown): number | null {
  const percent = numberOf(cell);
  return percent === null ? null : Math.min(percent, 100) / 100;
}

function megabytes(cell: unknown): number | null {
  const bytes = numberOf(cell);
  return bytes === null ? null : Math.round(bytes / MB);
}
