import { expect, it } from 'vitest';
import { commandLine } from './command-line.ts';

it.each([
  [
    ['--network', '-239', '--json'],
    ['--network=-239', '--json'],
  ],
  [
    ['--network=-3', '--list', '0:ab'],
    ['--network=-3', '--list', '0:ab'],
  ],
  [
    ['--json', '-v'],
    ['--json', '-v'],
  ],
  [['-3'], ['-3']],
  [[], []],
])('%j is read as %j', (argv, read) => {
  expect(commandLine(argv)).toEqual(read);
});
