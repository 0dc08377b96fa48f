import { expect, it } from 'vitest';
import { readCommandLine } from './read-command-line.ts';

const NOW_MS = 1_000;
const read = (...argv: string[]) => readCommandLine(argv, {}, NOW_MS);

it('reads a command with all it may be given', () => {
  const line = read(
    'evidence',
    'a',
    '--collateral',
    'b',
    '--keys',
    'c',
    '--at',
    '2026-11-29',
    '--json',
    '--lang',
    'ru',
  );
  expect(line).toMatchObject({ isJson: true, language: 'ru', about: null });
  expect(line.command).toEqual({
    ...{ name: 'evidence', file: 'a', collateral: 'b', keys: 'c', accepted: ['UpToDate'] },
    ...{ atMs: Date.parse('2026-11-29T00:00:00Z'), nowMs: NOW_MS },
  });
});

it.each([
  [['what', 'a'], 'what'],
  [['evidence'], 'evidence'],
  [['evidence', 'a', 'b'], 'b'],
  [['evidence', 'a', '--at', 'yesterday'], '--at'],
  [['evidence', 'a', '--at', '2026-13-01'], '--at'],
  [['evidence', 'a', '--roots', 'x'], '--roots'],
  [['receipt', 'a', '--lang', 'fr'], '--lang'],
  [['evidence', 'a', '--accept', 'Everything'], '--accept'],
])('%j is not understood, and %s is named', (argv, name) => {
  expect(read(...argv).command).toMatchObject({ code: 'verify_setting', facts: { name } });
});

it('helps when asked for nothing, in the machine’s language', () => {
  expect(read().about).toBe('help');
  expect(read('--version').about).toBe('version');
  expect(readCommandLine([], { LANG: 'ru_RU.UTF-8' }, NOW_MS).language).toBe('ru');
});

it('accepts ratings by name alone', () => {
  expect(read('evidence', 'a', '--accept', 'UpToDate,OutOfDate').command).toMatchObject({
    accepted: ['UpToDate', 'OutOfDate'],
  });
});
