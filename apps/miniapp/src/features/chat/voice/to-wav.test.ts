import { expect, it } from 'vitest';
import { isSilent, mixDown, RATE, toWav } from './to-wav.ts';

const tone = (seconds: number, loud = 0.5) =>
  Float32Array.from({ length: seconds * RATE }, (_, at) => loud * Math.sin((at / RATE) * 2 * Math.PI * 440));

it('writes the file that engines read', () => {
  const wav = Buffer.from(toWav(Float32Array.of(0, 0.5, -0.5, 2, -2)));
  expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
  expect([wav.readUInt32LE(4), wav.readUInt32LE(40)]).toEqual([wav.length - 8, 10]);
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([1, 1, 16]);
  expect([wav.readUInt32LE(24), wav.readUInt32LE(28)]).toEqual([RATE, RATE * 2]);
  const samples = Array.from({ length: 5 }, (_, at) => wav.readInt16LE(44 + at * 2));
  expect(samples).toEqual([0, 16_383, -16_383, 32_767, -32_767]);
});

it('takes all channels for one, and knows silence', () => {
  expect([...mixDown([Float32Array.of(1, 0), Float32Array.of(0, 0.5)])]).toEqual([0.5, 0.25]);
  expect([...mixDown([Float32Array.of(0.25)])]).toEqual([0.25]);
  expect(mixDown([])).toHaveLength(0);
  expect(isSilent(tone(1, 0.004))).toBe(true);
  expect(isSilent(tone(1))).toBe(false);
  expect(isSilent(new Float32Array())).toBe(true);
});
