/** A time as people and other programs read it in facts: ISO 8601 in UTC, whole seconds. */
export const timeText = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
