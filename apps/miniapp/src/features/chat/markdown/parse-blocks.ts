import { type Inline, parseInline } from './parse-inline.ts';
import { parseTable, type Table } from './parse-table.ts';
import { withoutTurns } from './safe-text.ts';

/** A part of an answer. */
export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'heading'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | Table
  | { kind: 'rule' }
  /** @param depth how far it is set in: a list within another is a block of its own. */
  | { kind: 'list'; isOrdered: boolean; depth: number; start: number; items: Inline[][] };

const FENCE = /^\s*```\s*(\S*)/;
const HEADING = /^#{1,6}\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const RULE = /^ {0,3}([-*_])(?: *\1){2,} *$/;
/** Spaces before the mark of an item, by how deep it lies; models set lists in by two to four. */
const DEPTHS = [2, 5, 9];

/** More than any answer has; the rest of one that has it is shown as it stands. */
export const LONGEST = 200_000;

/**
 * Reads the Markdown that models write: paragraphs, headings, lists, quotes, tables, code. Made for text that is still coming:
 * a code block without its end is a code block, and no input fails.
 */
export function parseBlocks(text: string): Block[] {
  return [...blocksOf(text.slice(0, LONGEST).split('\n'), parseInline).blocks, ...restOf(text)];
}

export function restOf(text: string): Block[] {
  const rest = text.slice(LONGEST);
  return rest === '' ? [] : [{ kind: 'code', language: '', text: withoutTurns(rest) }];
}

type ReadInline = (line: string) => Inline[];

/** @returns what these lines are, and the line where the last block begins: what comes after them may change that one alone. */
export function blocksOf(source: readonly string[], inline: ReadInline): { blocks: Block[]; lastBegins: number } {
  const lines = source.map(withoutTurns);
  const blocks: Block[] = [];
  let lastBegins = 0;
  for (let at = 0; at < lines.length; ) {
    const count = blocks.length;
    const taken = readBlock(blocks, lines, at, inline);
    if (blocks.length > count) lastBegins = at;
    at += taken;
  }
  return { blocks, lastBegins };
}

/** Adds what begins with a line. @returns how many lines that took. */
function readBlock(blocks: Block[], lines: readonly string[], at: number, inline: ReadInline): number {
  const line = lines[at] ?? '';
  const fence = FENCE.exec(line);
  if (fence) {
    const last = endOfFence(lines, at + 1);
    blocks.push({ kind: 'code', language: fence[1] ?? '', text: lines.slice(at + 1, last).join('\n') });
    return last + 1 - at;
  }
  const found = parseTable(lines, at, inline);
  if (found) {
    blocks.push(found.table);
    return found.taken;
  }
  addLine(blocks, line, { isAfterGap: at > 0 && lines[at - 1]?.trim() === '', inline });
  return 1;
}

/** Looked for from where it begins: many of them must not cost the square of their number. */
function endOfFence(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && !FENCE.test(lines[at] ?? '')) at += 1;
  return at;
}

function addLine(
  blocks: Block[],
  line: string,
  { isAfterGap, inline }: { isAfterGap: boolean; inline: ReadInline },
): void {
  if (line.trim() === '') return;
  const last = isAfterGap ? undefined : blocks.at(-1);
  const heading = HEADING.exec(line);
  const quote = QUOTE.exec(line);
  const item = ITEM.exec(line);
  if (RULE.test(line)) blocks.push({ kind: 'rule' });
  else if (heading) blocks.push({ kind: 'heading', children: inline(heading[1] ?? '') });
  else if (quote) blocks.push({ kind: 'quote', children: inline(quote[1] ?? '') });
  else if (item) addItem(blocks, item, inline);
  else if (last?.kind === 'paragraph') last.lines.push(inline(line));
  else blocks.push({ kind: 'paragraph', lines: [inline(line)] });
}

/** Items belong together even with an empty line between them: that is how models write. */
function addItem(blocks: Block[], [, indent = '', number, text = '']: RegExpExecArray, inline: ReadInline): void {
  const depth = DEPTHS.filter((spaces) => indent.length >= spaces).length;
  const isOrdered = number !== undefined;
  const last = blocks.at(-1);
  const children = inline(text);
  if (last?.kind === 'list' && last.isOrdered === isOrdered && last.depth === depth) last.items.push(children);
  else blocks.push({ kind: 'list', isOrdered, depth, start: Number(number ?? 1), items: [children] });
}
