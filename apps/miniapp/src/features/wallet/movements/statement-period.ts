export const PERIODS = ['month', 'lastMonth', 'year', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** The moments around a period in UTC, as the books have days: from, and up to but without. */
export function periodOf(period: Period, nowMs: number): { fromMs?: number; toMs?: number } {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (period === 'month') return { fromMs: Date.UTC(year, month) };
  if (period === 'lastMonth') return { fromMs: Date.UTC(year, month - 1), toMs: Date.UTC(year, month) };
  return period === 'year' ? { fromMs: Date.UTC(year, 0) } : {};
}
