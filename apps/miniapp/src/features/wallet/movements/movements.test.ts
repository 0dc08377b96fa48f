import { describe, expect, it } from 'vitest';
import type { Movement } from '../../../lib/api/index.ts';
import { figureOf } from './movement-look.ts';
import { periodOf } from './statement-period.ts';

const movement: Movement = { id: 'claim:1', kind: 'claim', amountNano: 0n, atMs: 0, state: 'final' };

describe('the figure of a movement', () => {
  it.each([
    ['money that left', { amountNano: -5n }, { nano: -5n, isMoney: true }],
    ['a claim, which changes nothing here', { movedNano: -7n }, { nano: 7n, isMoney: false }],
    ['a total that was signed', { movedNano: 9n }, { nano: 9n, isMoney: false }],
    ['nothing that moved', {}, null],
  ])('is that of %s', (_, change, figure) => expect(figureOf({ ...movement, ...change })).toEqual(figure));
});

describe('the period of a statement', () => {
  it.each([
    ['month', Date.UTC(2026, 0, 31, 23, 59), { fromMs: Date.UTC(2026, 0) }],
    ['lastMonth', Date.UTC(2026, 0, 1), { fromMs: Date.UTC(2025, 11), toMs: Date.UTC(2026, 0) }],
    ['year', Date.UTC(2026, 11, 31, 23, 59), { fromMs: Date.UTC(2026, 0) }],
    ['all', 0, {}],
  ] as const)('%s is in UTC', (period, nowMs, bounds) => expect(periodOf(period, nowMs)).toEqual(bounds));
});
