import { expect, it } from 'vitest';
import { firstWindow, localText, momentOf } from './window-draft.ts';

const nowMs = new Date(2026, 10, 28, 12, 20).getTime();

it('a time goes through the picker unchanged, to the minute', () => {
  expect(localText(nowMs)).toBe('2026-11-28T12:20');
  expect(momentOf(localText(nowMs))).toBe(nowMs);
  expect(momentOf('')).toBeNull();
});

it('the first proposal is a whole hour that lies ahead', () => {
  const { from, to } = firstWindow(nowMs);
  expect([from, to]).toEqual(['2026-11-28T14:00', '2026-11-28T15:00']);
});
