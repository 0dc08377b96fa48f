import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow } from '../shapes.ts';
import { checkTimes, DRAIN_MS, overlap, phaseOf, WINDOW_LIMITS } from './window.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 1_000 * HOUR_MS;

const windowOf = (parts: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  windowId: 'w',
  listingId: 'l',
  nodeId: null,
  fromMs: NOW_MS,
  toMs: NOW_MS + HOUR_MS,
  endedMs: null,
  ...parts,
});

describe('where a window is', () => {
  it.each([
    [-DRAIN_MS - 1, 'planned'],
    [-DRAIN_MS, 'draining'],
    [0, 'on'],
    [HOUR_MS - 1, 'on'],
    [HOUR_MS, 'over'],
  ])('%s ms after its beginning it is %s', (afterMs, phase) => {
    expect(phaseOf(windowOf(), NOW_MS + afterMs)).toBe(phase);
  });

  it('is over from the moment in which its owner ended it', () => {
    const ended = windowOf({ endedMs: NOW_MS + 60_000 });
    expect(phaseOf(ended, NOW_MS + 59_999)).toBe('on');
    expect(phaseOf(ended, NOW_MS + 60_000)).toBe('over');
    expect(phaseOf(windowOf({ endedMs: NOW_MS - 2 * HOUR_MS }), NOW_MS - HOUR_MS)).toBe('over');
  });
});

describe('two windows', () => {
  const later = { fromMs: NOW_MS + HOUR_MS / 2, toMs: NOW_MS + 2 * HOUR_MS };
  it.each<[string, Partial<MaintenanceWindow>, Partial<MaintenanceWindow>, boolean]>([
    ['of one listing at the same time', {}, later, true],
    ['one after the other', {}, { fromMs: NOW_MS + HOUR_MS, toMs: NOW_MS + 2 * HOUR_MS }, false],
    ['of a listing and of a node of it', {}, { ...later, nodeId: 'a' }, true],
    ['of one node', { nodeId: 'a' }, { ...later, nodeId: 'a' }, true],
    ['of two nodes', { nodeId: 'a' }, { ...later, nodeId: 'b' }, false],
    ['of two listings', {}, { ...later, listingId: 'm' }, false],
    ['of which one was ended early', { endedMs: NOW_MS + HOUR_MS / 4 }, later, false],
  ])('%s', (_, a, b, isOverlap) => {
    expect(overlap(windowOf(a), windowOf(b))).toBe(isOverlap);
    expect(overlap(windowOf(b), windowOf(a))).toBe(isOverlap);
  });
});

describe('times that are typed', () => {
  const { leastMs, mostMs, aheadMs } = WINDOW_LIMITS;
  it.each([
    ['now, as a form that lay open has it', -60_000, HOUR_MS, true],
    ['an hour ago', -HOUR_MS, HOUR_MS, false],
    ['too short', HOUR_MS, leastMs - 1, false],
    ['the shortest', HOUR_MS, leastMs, true],
    ['too long', HOUR_MS, mostMs + 1, false],
    ['backwards', HOUR_MS, -HOUR_MS, false],
    ['far ahead', aheadMs + 1, HOUR_MS, false],
    ['not a number', Number.NaN, HOUR_MS, false],
  ])('%s', (_, inMs, lengthMs, isOk) => {
    const fromMs = NOW_MS + inMs;
    expect(checkTimes({ fromMs, toMs: fromMs + lengthMs }, NOW_MS).ok).toBe(isOk);
  });
});
