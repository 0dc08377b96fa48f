import { expect, it } from 'vitest';
import { evidenceText, reasonWords } from './index.ts';

/** Intl separates with spaces that do not break. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it.each([
  ['memory', '24 GB', '24 GB', '24 ГБ'],
  ['account_age', '0 h', 'under an hour', 'меньше часа'],
  ['account_age', '47 h', '47 hours', '47 часов'],
  ['account_age', '72 h', '3 days', '3 дня'],
  ['speed', '82.4 tok/s', '82.4 tokens/s', '82,4 токенов/с'],
  ['speed', 'RTX 4090: 30–90.5 tok/s', 'RTX 4090: 30–90.5 tokens/s', 'RTX 4090: 30–90,5 токенов/с'],
  ['tokens', '400000 + 90000 tok', '400,000 + 90,000 tokens', '400 000 + 90 000 токенов'],
  ['tokens', '4.4 (–) + 6.2 B/tok', '4.4 (–) + 6.2 bytes a token', '4,4 (–) + 6,2 байт на токен'],
  ['price', 'qwen/qwen2.5-7b: $0.24', 'qwen/qwen2.5-7b: $0.24', 'qwen/qwen2.5-7b: $0,24'],
  ['tokens', 'qwen/qwen2.5-7b', 'qwen/qwen2.5-7b', 'qwen/qwen2.5-7b'],
  ['hardware', 'A100 80 GB', 'A100 80 GB', 'A100 80 GB'],
  ['title', 'Nights only, 0 h of idling', 'Nights only, 0 h of idling', 'Nights only, 0 h of idling'],
  ['toString', '0 h', '0 h', '0 h'],
  [undefined, 1_234.5, '1,234.5', '1 234,5'],
])('of %s, %s is %s, and in Russian %s', (check, value, english, russian) => {
  expect(plain(evidenceText(check, value, 'en'))).toBe(english);
  expect(plain(evidenceText(check, value, 'ru'))).toBe(russian);
});

it('stands so in the words of a reason', () => {
  const evidence = { check: 'memory', claimed: '24 GB', reported: '15.9 GB' };
  expect(reasonWords('memory_mismatch', 'ru', evidence)?.text).toContain('24 ГБ памяти, а машина сообщает 15,9 ГБ');
});
