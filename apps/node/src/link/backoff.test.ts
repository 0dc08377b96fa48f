import { describe, expect, it } from 'vitest';
import { Backoff } from './backoff.ts';

function setup(random: number) {
  const clock = { now: 0 };
  return {
    clock,
    backoff: new Backoff(
      () => clock.now,
      () => random,
    ),
  };
}
const waits = (backoff: Backoff, count: number) => Array.from({ length: count }, () => backoff.nextMs());

describe('the wait before the next try', () => {
  it('doubles from half a second to half a minute', () => {
    expect(waits(setup(1).backoff, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('is drawn from the upper half of that', () => {
    expect(waits(setup(0).backoff, 4)).toEqual([250, 500, 1_000, 2_000]);
  });

  it('begins anew after a link that stood', () => {
    const { backoff } = setup(1);
    waits(backoff, 6);
    backoff.ended(false);
    expect(waits(backoff, 3)).toEqual([500, 1_000, 2_000]);
  });

  it('stays short for a minute after the market said goodbye', () => {
    const { backoff, clock } = setup(1);
    backoff.ended(true);
    expect(waits(backoff, 6)).toEqual([500, 1_000, 2_000, 2_000, 2_000, 2_000]);
    clock.now = 60_000;
    expect(backoff.nextMs()).toBe(30_000);
  });
});
