const HOURS = 24;
const MINUTES_OF_HOUR = 60;

export interface Hour {
  /** "00" to "23". */
  name: string;
  percent: number;
}

/** Hours of UTC as hours of here, from midnight on. @param offsetMinutes what here is ahead of UTC; parts of an hour round. */
export function hoursHere(percents: readonly number[], offsetMinutes: number): Hour[] {
  const ahead = Math.round(offsetMinutes / MINUTES_OF_HOUR);
  return percents.map((_, here) => ({
    name: String(here).padStart(2, '0'),
    percent: percents[(((here - ahead) % HOURS) + HOURS) % HOURS] ?? 0,
  }));
}
