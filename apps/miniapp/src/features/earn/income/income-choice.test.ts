import { describe, expect, it } from 'vitest';
import type { EarnChart } from '../../../lib/api/index.ts';
import {
  amountOf,
  bucketTotal,
  FIRST_CHOICE,
  heightsOf,
  isHourly,
  isNothingEarned,
  modelNames,
  PERIODS,
  rangeOf,
} from './income-choice.ts';

const HOUR_MS = 3_600_000;
const nowMs = Date.UTC(2026, 10, 28, 12, 20);
const sums = (requests: number) => ({
  requests,
  inputTokens: 10 * requests,
  outputTokens: requests,
  earnedNano: BigInt(requests) * 1_000n,
  earnedMicroUsd: BigInt(requests),
});
const chart: EarnChart = {
  bucketsMs: [0, HOUR_MS],
  series: [
    { id: 'a', name: null, buckets: [sums(1), sums(3)] },
    { id: 'b', name: null, buckets: [sums(0), sums(1)] },
  ],
  total: sums(5),
  choices: { listings: [], models: [] },
};

describe('a period', () => {
  it.each([
    ['hours24', 24 * HOUR_MS, Date.UTC(2026, 10, 28, 13)],
    ['hours72', 72 * HOUR_MS, Date.UTC(2026, 10, 28, 13)],
    ['days7', 7 * 24 * HOUR_MS, Date.UTC(2026, 10, 29)],
  ] as const)('%s is of whole hours or days, the running one included', (period, lengthMs, toMs) => {
    const range = rangeOf({ ...FIRST_CHOICE, period }, nowMs);
    expect([range.toMs - range.fromMs, range.toMs]).toEqual([lengthMs, toMs]);
  });

  it('carries what is chosen, and nothing where all is', () => {
    expect(Object.keys(rangeOf(FIRST_CHOICE, nowMs))).toEqual(['bucket', 'fromMs', 'toMs']);
    expect(rangeOf({ ...FIRST_CHOICE, listingId: 'l', modelId: 'm' }, nowMs)).toMatchObject({
      listingId: 'l',
      modelId: 'm',
    });
    expect(PERIODS).toContain(FIRST_CHOICE.period);
  });
});

describe('what can be chosen', () => {
  const choices = (...models: string[]) => ({ choices: { listings: [], models } });

  it('is nothing only where nothing was earned whatever is chosen', () => {
    expect(isNothingEarned(choices(), FIRST_CHOICE)).toBe(true);
    expect(isNothingEarned(choices('m'), FIRST_CHOICE)).toBe(false);
    expect(isNothingEarned(choices(), { ...FIRST_CHOICE, modelId: 'm' })).toBe(false);
    expect(isNothingEarned(choices(), { ...FIRST_CHOICE, listingId: 'l' })).toBe(false);
    expect(isNothingEarned(choices(), { ...FIRST_CHOICE, listingId: 'l' }, 'l')).toBe(true);
  });
});

describe('a chart', () => {
  it('has heights that are shares of the highest column', () => {
    expect(heightsOf(chart, 'earned')).toEqual({
      peakAt: 1,
      shares: [
        [0.25, 0],
        [0.75, 0.25],
      ],
    });
    expect(amountOf(bucketTotal(chart, 1), 'tokens')).toBe(44);
  });

  it('without anything has no heights', () => {
    expect(heightsOf({ ...chart, series: [] }, 'requests')).toEqual({ peakAt: 0, shares: [[], []] });
  });
});

it('columns are of hours or days by themselves, whatever is asked for meanwhile', () => {
  expect(isHourly(chart)).toBe(true);
  expect(isHourly({ bucketsMs: [0, 24 * HOUR_MS] })).toBe(false);
});

it('a model goes by its name, and by its id when the catalogue has it no more', () => {
  const nameOf = modelNames([{ modelId: 'openai/gpt-oss-20b', name: 'GPT-OSS 20B' }]);
  expect(nameOf('openai/gpt-oss-20b')).toBe('GPT-OSS 20B');
  expect(nameOf('a/gone')).toBe('a/gone');
});
