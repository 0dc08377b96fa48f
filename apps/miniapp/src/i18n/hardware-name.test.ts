import { expect, it } from 'vitest';
import { hardwareName, hardwareNames } from './hardware-name.ts';

it.each([
  ['CPU only', 'CPU only', 'Только процессор'],
  ['Other GPU', 'Other GPU', 'Другая видеокарта'],
  ['H100 80 GB', 'H100 80 GB', 'H100 80 ГБ'],
  ['GeForce RTX 4090', 'GeForce RTX 4090', 'GeForce RTX 4090'],
])('%s is called so in each language', (name, english, russian) => {
  expect(hardwareName(name, 'en')).toBe(english);
  expect(hardwareName(name, 'ru')).toBe(russian);
});

it('several of a kind are counted, and one is not', () => {
  expect(hardwareNames('A100 40 GB', 2, 'ru')).toBe('2 × A100 40 ГБ');
  expect(hardwareNames('A100 40 GB', 1, 'en')).toBe('A100 40 GB');
});
