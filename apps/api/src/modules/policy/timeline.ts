import type { PolicyChange, PolicySetting } from './shapes.ts';

/** A row of the table: what a number becomes, and when. */
export type PolicyRow = Omit<PolicyChange, 'before'>;

/** The rows of one number that count, in the order in which they come into force. */
function inOrder(rows: readonly PolicyRow[], setting: PolicySetting): PolicyRow[] {
  return rows
    .filter((row) => row.setting === setting && row.cancelledAtMs === null)
    .toSorted((a, b) => a.effectiveFromMs - b.effectiveFromMs || a.announcedAtMs - b.announcedAtMs);
}

/** What is in force at a time; null before the first row. */
export const rowAt = (rows: readonly PolicyRow[], setting: PolicySetting, atMs: number): PolicyRow | null =>
  inOrder(rows, setting).findLast(({ effectiveFromMs }) => effectiveFromMs <= atMs) ?? null;

/** What the number began with. */
export const firstOf = (rows: readonly PolicyRow[], setting: PolicySetting): PolicyRow | null =>
  inOrder(rows, setting)[0] ?? null;

/** What comes after a time, soonest first. */
export const rowsAfter = (rows: readonly PolicyRow[], setting: PolicySetting, atMs: number): PolicyRow[] =>
  inOrder(rows, setting).filter(({ effectiveFromMs }) => effectiveFromMs > atMs);

/** The changelog, newest first: each row beside what held until it. */
export function changelogOf(rows: readonly PolicyRow[]): PolicyChange[] {
  return rows
    .map((row) => ({ ...row, before: rowAt(rows, row.setting, row.effectiveFromMs - 1)?.value ?? null }))
    .toSorted((a, b) => b.announcedAtMs - a.announcedAtMs || a.setting.localeCompare(b.setting));
}
