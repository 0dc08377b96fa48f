import { HardwareReportSchema } from '@spindle/shared';
import { expect, it } from 'vitest';
import { parseNvidia, parseRocm, readHardware } from './hardware.ts';

it('reads NVIDIA’s cards', () => {
  expect(parseNvidia('NVIDIA GeForce RTX 4090, 24564\n')).toEqual({ name: 'NVIDIA GeForce RTX 4090', memoryGb: 24 });
  expect(parseNvidia('NVIDIA H200, 143771\nNVIDIA H200, 143771\n')).toEqual({ name: '2 × NVIDIA H200', memoryGb: 140 });
  expect(parseNvidia('No devices were found\n')).toBeNull();
});

it('reads AMD’s cards', () => {
  const card = { 'Card Series': 'Radeon RX 7900 XTX', 'VRAM Total Memory (B)': '25753026560' };
  expect(parseRocm(JSON.stringify({ card0: card, system: {} }))).toEqual({ name: 'Radeon RX 7900 XTX', memoryGb: 24 });
  expect(parseRocm('{"card0":{}}')).toEqual({ name: 'AMD GPU', memoryGb: null });
  expect(parseRocm('nothing')).toBeNull();
});

it('describes this machine in a form that the market takes', async () => {
  expect(HardwareReportSchema.safeParse(await readHardware()).success).toBe(true);
});
