export const DAY_MS = 86_400_000;

/** The day (UTC, `YYYY-MM-DD`) of a moment. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** When a day begins; NaN for what is no day of the calendar. */
export function startOfDayMs(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || dayOf(ms) !== day ? Number.NaN : ms;
}

/** Every day from the first to the last, both inclusive. */
export function daysBetween(fromDay: string, toDay: string): string[] {
  const days: string[] = [];
  for (let ms = startOfDayMs(fromDay); ms <= startOfDayMs(toDay); ms += DAY_MS) days.push(dayOf(ms));
  return days;
}
