export const PERIODS = ['week', 'days30', 'month'] as const;
export type Period = (typeof PERIODS)[number];

const DAY_MS = 86_400_000;
const DAYS = { week: 7, days30: 30 };

/** Days of UTC, as the books have them: the first and the last, and the moments around them. */
export interface PeriodBounds {
  fromDay: string;
  toDay: string;
  fromMs: number;
  toMs: number;
}

/** The days of a period that ends today. */
export function boundsOf(period: Period, nowMs: number): PeriodBounds {
  const toDay = dayOf(nowMs);
  const fromDay = period === 'month' ? `${toDay.slice(0, 8)}01` : dayOf(nowMs - (DAYS[period] - 1) * DAY_MS);
  return { fromDay, toDay, fromMs: startOf(fromDay), toMs: startOf(toDay) + DAY_MS };
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
