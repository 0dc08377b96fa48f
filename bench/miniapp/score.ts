/** Times in ms, as Lighthouse's performance category takes them. */
export interface LoadTimes {
  firstPaint: number;
  /** When all stands there as it will stand; Lighthouse's speed index is never later. */
  wholePaint: number;
  largestPaint: number;
  blocked: number;
  layoutShift: number;
}

/** Lighthouse's curves for phones (its version 13): weight, the value that is worth 90, and the one that is worth 50. */
const CURVES: Record<keyof LoadTimes, [weight: number, p10: number, median: number]> = {
  firstPaint: [0.1, 1_800, 3_000],
  wholePaint: [0.1, 3_387, 5_800],
  largestPaint: [0.25, 2_500, 4_000],
  blocked: [0.3, 200, 600],
  layoutShift: [0.25, 0.1, 0.25],
};

/** 0 to 100. */
export function performanceScore(times: LoadTimes): number {
  const parts = Object.entries(CURVES).map(([name, [weight, p10, median]]) => {
    const value = Reflect.get(times, name);
    return weight * shareAbove(Number(value), p10, median);
  });
  return 100 * parts.reduce((sum, part) => sum + part, 0);
}

/** Of a log-normal distribution of pages, the part that is slower than this one. */
function shareAbove(value: number, p10: number, median: number): number {
  if (value <= 0) return 1;
  const INVERSE_ERFC_OF_A_FIFTH = 0.9061938024368232;
  const x = (Math.log(value / median) * INVERSE_ERFC_OF_A_FIFTH) / -Math.log(p10 / median);
  return (1 - errorFunction(x)) / 2;
}

/** Abramowitz and Stegun 7.1.26, to seven digits. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const [a1, a2, a3, a4, a5] = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  const y = 1 - ((((a5 * t + a4) * t + a3) * t + a2) * t + a1) * t * Math.exp(-x * x);
  return x < 0 ? -y : y;
}
