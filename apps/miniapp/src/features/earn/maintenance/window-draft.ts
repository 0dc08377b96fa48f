/** A time as the phone's picker has it: `2026-11-28T14:30`, of where its person is. */
export function localText(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that a picker's text stands for; null when it is none. */
export function momentOf(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

const HOUR_MS = 3_600_000;

/** An hour that begins at the next whole one but one: late enough to be thought over. */
export function firstWindow(nowMs: number): { from: string; to: string } {
  const fromMs = (Math.floor(nowMs / HOUR_MS) + 2) * HOUR_MS;
  return { from: localText(fromMs), to: localText(fromMs + HOUR_MS) };
}
