import { describe, expect, it } from 'vitest';
import { comparePrice } from '../compare-price.ts';
import { isReason } from '../reason.ts';
import { openChecks } from './check-look.ts';
import { decisionsOn } from './decisions-on.ts';
import { slaClock } from './sla.ts';

describe('the clock of a review', () => {
  const item = { waitingSinceMs: 1_000, slaMs: 100_000 };

  it.each([
    [1_000, 100_000, 0, 'good'],
    [51_000, 50_000, 0.5, 'good'],
    [76_001, 24_999, 0.75001, 'warn'],
    [101_000, 0, 1, 'bad'],
    [161_000, -60_000, 1, 'bad'],
  ] as const)('at %i has %i ms left', (nowMs, leftMs, share, tone) => {
    expect(slaClock(item, nowMs)).toEqual({ leftMs, share, tone });
  });

  it('does not run backwards on a phone whose clock is behind', () => {
    expect(slaClock(item, 0)).toEqual({ leftMs: 100_000, share: 0, tone: 'good' });
  });
});

describe('a price beside the market’s lowest', () => {
  it.each([
    [200n, null, { kind: 'only' }],
    [200n, 0n, { kind: 'only' }],
    [200n, 200n, { kind: 'same' }],
    [260n, 200n, { kind: 'above', percent: 30, isOdd: false }],
    [600n, 200n, { kind: 'above', percent: 200, isOdd: true }],
    [150n, 200n, { kind: 'below', percent: 25, isOdd: false }],
    [40n, 200n, { kind: 'below', percent: 80, isOdd: true }],
  ] as const)('%s against %s', (price, lowest, comparison) => {
    expect(comparePrice(price, lowest)).toEqual(comparison);
  });
});

it.each([
  ['too short', false],
  ['    nine ch    ', false],
  ['ten chars.', true],
])('«%s» as a reason', (reason, isEnough) => {
  expect(isReason(reason)).toBe(isEnough);
});

describe('what an admin can decide', () => {
  it.each([
    ['in_review', 'owner', ['approve', 'ask', 'reject']],
    ['asked', 'admin', ['approve', 'reject']],
    ['live', 'admin', ['pause']],
    ['paused', 'owner', ['pause']],
    ['paused', 'admin', ['approve', 'ask', 'reject']],
    ['paused', 'market', ['approve', 'ask', 'pause', 'reject']],
    ['rejected', 'admin', []],
    ['banned', 'admin', []],
    ['withdrawn', 'owner', []],
  ] as const)('%s by %s', (state, stateBy, decisions) => {
    expect(decisionsOn({ state, stateBy })).toEqual(decisions);
  });
});

it('names what is for a person, the worst first', () => {
  const outcomes = ['pass', 'unknown', 'warn', 'fail', 'pass'] as const;
  expect(openChecks(outcomes.map((outcome) => ({ outcome }))).map(({ outcome }) => outcome)).toEqual([
    'fail',
    'warn',
    'unknown',
  ]);
});
