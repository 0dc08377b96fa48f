/** Days and months of UTC: the windows of caps. The same for everyone, wherever a broker runs. */

export const startOfUtcDayMs = (atMs: number): number => new Date(atMs).setUTCHours(0, 0, 0, 0);

export function startOfUtcMonthMs(atMs: number): number {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
}

/** `YYYY-MM-DD`, as Postgres reads a `date` whatever its time zone is. */
export const utcDate = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
