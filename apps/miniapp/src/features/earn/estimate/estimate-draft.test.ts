import { describe, expect, it } from 'vitest';
import { type EstimateDraft, estimateOf, numberOf } from './estimate-draft.ts';

const draft: EstimateDraft = { hardwareId: 'h', modelId: 'm', hours: '24', speed: '', watts: '', kwh: '' };

describe('what is typed', () => {
  it.each([
    ['', undefined],
    ['12', 12],
    [' 1,5 ', 1.5],
    ['-1', null],
    ['many', null],
    ['1e9', null],
  ])('%j is read as %s', (text, number) => expect(numberOf(text)).toBe(number));
});

describe('an estimate', () => {
  it('asks only for what is told', () => {
    expect(estimateOf(draft)).toEqual({ hardwareId: 'h', modelId: 'm', hoursPerDay: 24 });
    expect(estimateOf({ ...draft, speed: '90', watts: '450', kwh: '0,2' })).toEqual({
      ...{ hardwareId: 'h', modelId: 'm', hoursPerDay: 24 },
      ...{ tokensPerSecond: 90, watts: 450, microUsdPerKwh: 200_000n },
    });
  });

  it.each([
    ['no hours', { hours: '' }],
    ['too many hours', { hours: '25' }],
    ['a speed of zero', { speed: '0' }],
    ['words for watts', { watts: 'much' }],
    ['words for a price', { kwh: 'cheap' }],
  ])('is not asked with %s', (_, change) => expect(estimateOf({ ...draft, ...change })).toBeNull());
});
