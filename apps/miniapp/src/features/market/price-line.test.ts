import { describe, expect, it } from 'vitest';
import { priceSteps } from './price-line.ts';

const DAY_MS = 86_400_000;
const NOW = 100 * DAY_MS;

describe('prices as steps', () => {
  it('hold until the next change, the last one until now; the dearest is on top', () => {
    const steps = priceSteps(
      [
        { atMs: NOW - 10 * DAY_MS, price: 200 },
        { atMs: NOW - 5 * DAY_MS, price: 100 },
        { atMs: NOW - 2 * DAY_MS, price: 150 },
      ],
      NOW,
    );
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.5],
      [0.5, 0.8],
      [0.8, 1],
    ]);
    const [dear = 0, cheap = 0, middle = 0] = steps.map(({ level }) => level);
    expect(dear).toBeLessThan(middle);
    expect(middle).toBeLessThan(cheap);
    expect(middle).toBeCloseTo((dear + cheap) / 2);
  });

  it('that never changed are one line in the middle, however young', () => {
    const [step, ...others] = priceSteps([{ atMs: NOW - 1_000, price: 5 }], NOW);
    expect(others).toEqual([]);
    expect(step?.to).toBe(1);
    expect(step?.from).toBeGreaterThan(0.9);
    expect(step?.level).toBeGreaterThan(0.3);
    expect(step?.level).toBeLessThan(0.7);
  });
});
