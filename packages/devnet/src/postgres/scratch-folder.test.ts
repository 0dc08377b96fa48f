import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { scratchFolder } from './scratch-folder.ts';

it('is in memory where there is room', () => {
  expect(scratchFolder(import.meta.dirname, 1)).toBe(import.meta.dirname);
});

it('is the common temporary folder where memory is short, or has no folder', () => {
  expect(scratchFolder(import.meta.dirname, Number.MAX_SAFE_INTEGER)).toBe(tmpdir());
  expect(scratchFolder('/nowhere/at/all', 1)).toBe(tmpdir());
});
