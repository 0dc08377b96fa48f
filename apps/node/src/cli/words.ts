/** "1 answer", "2 answers". */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long something lasts, in the largest unit that it fills: "2 hours", "1 minute". */
export function lasting(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, each]) => ms >= each) ?? ['second', 1_000];
  return counted(Math.max(0, Math.floor(ms / unitMs)), unit);
}
