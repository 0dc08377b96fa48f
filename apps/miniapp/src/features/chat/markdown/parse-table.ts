import type { Inline } from './parse-inline.ts';

export interface Table {
  kind: 'table';
  head: Inline[][];
  aligns: ('left' | 'center' | 'right' | null)[];
  rows: Inline[][][];
}

/** More columns than anybody reads are one column; rows beyond these stay lines of text. */
const MOST_COLUMNS = 24;
const MOST_ROWS = 400;
const LONGEST_LINE = 4_000;
const MARKS = /^[\s:|-]+$/;

/**
 * Reads a table of GitHub's Markdown: a line of names, a line of marks, rows. A table that is still coming has the rows that
 * have come. @returns null where none begins; else the table, and how many lines it took.
 */
export function parseTable(
  lines: readonly string[],
  at: number,
  inline: (cell: string) => Inline[],
): { table: Table; taken: number } | null {
  const [names = '', marks = ''] = [lines[at], lines[at + 1]];
  if (
    Math.max(names.length, marks.length) > LONGEST_LINE ||
    !names.includes('|') ||
    !marks.includes('-') ||
    !MARKS.test(marks)
  )
    return null;
  const head = cellsOf(names);
  const kinds = cellsOf(marks);
  if (head.length !== kinds.length) return null;
  const rows: Inline[][][] = [];
  let next = at + 2;
  for (; rows.length < MOST_ROWS && lines[next]?.includes('|'); next++) {
    const cells = cellsOf(lines[next] ?? '');
    rows.push(head.map((_, column) => inline(cells[column] ?? '')));
  }
  return {
    table: { kind: 'table', head: head.map((name) => inline(name)), aligns: kinds.map(alignOf), rows },
    taken: next - at,
  };
}

/** Cells between bars; `\|` is a bar inside of one. */
function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  const cells = inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  if (cells.length <= MOST_COLUMNS) return cells;
  return [...cells.slice(0, MOST_COLUMNS - 1), cells.slice(MOST_COLUMNS - 1).join(' | ')];
}

function alignOf(mark: string): Table['aligns'][number] {
  if (mark.startsWith(':') && mark.endsWith(':')) return 'center';
  if (mark.endsWith(':')) return 'right';
  return mark.startsWith(':') ? 'left' : null;
}
