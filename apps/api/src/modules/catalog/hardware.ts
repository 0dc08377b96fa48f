import type { HardwareKind, HardwareView } from './shapes.ts';

/** id, name, memory in GB of one piece as the maker states it. Zero where it differs from machine to machine. */
type Row = readonly [id: string, name: string, memoryGb: number];

const NVIDIA: readonly Row[] = [
  ['b200', 'B200', 180],
  ['h200', 'H200', 141],
  ['h100-nvl', 'H100 NVL', 94],
  ['h100', 'H100 80 GB', 80],
  ['a100-80', 'A100 80 GB', 80],
  ['a100-40', 'A100 40 GB', 40],
  ['rtx-pro-6000', 'RTX PRO 6000 Blackwell', 96],
  ['l40s', 'L40S', 48],
  ['rtx-6000-ada', 'RTX 6000 Ada', 48],
  ['rtx-5090', 'GeForce RTX 5090', 32],
  ['rtx-4090', 'GeForce RTX 4090', 24],
  ['rtx-3090', 'GeForce RTX 3090', 24],
  ['a10', 'A10', 24],
  ['l4', 'L4', 24],
];

const of = (maker: string, kind: HardwareKind, rows: readonly Row[]): HardwareView[] =>
  rows.map(([id, name, memoryGb]) => ({ id, name, maker, memoryGb, kind }));

/** Classes of hardware that a listing may name, in the order in which people choose. */
export const CATALOG_HARDWARE: readonly HardwareView[] = [
  ...of('NVIDIA', 'gpu', NVIDIA),
  ...of('AMD', 'gpu', [['mi300x', 'Instinct MI300X', 192]]),
  ...of('Apple', 'apple', [['apple-ultra', 'M-series Ultra', 0]]),
  ...of('', 'gpu', [['other-gpu', 'Other GPU', 0]]),
  ...of('', 'cpu', [['cpu', 'CPU only', 0]]),
];
