import { type Block, blocksOf, LONGEST, restOf } from './parse-blocks.ts';
import { type Inline, parseInline } from './parse-inline.ts';

/** So many blocks are drawn together, and left alone once all of them are whole. */
const GROUP = 24;

/** Reads a text, and again each time it has grown. */
export type Reader = (text: string) => readonly (readonly Block[])[];

/**
 * Reads what `parseBlocks` does, in groups of blocks; what can't change any more is the same object as before, and is not read again.
 * That is all but the last of the blocks of whole lines, which the next line may belong to. The line that is still coming may become
 * anything.
 */
export function createReader(): Reader {
  let settled = '';
  let groups: Block[][] = [];
  let wholeLines = 0;
  let known = new Map<string, Inline[]>();

  function settle(lines: readonly string[], inline: (line: string) => Inline[]): void {
    const { blocks, lastBegins } = blocksOf(lines, inline);
    groups = inGroups([...(groups.at(-1) ?? []), ...blocks.slice(0, -1)], groups.slice(0, -1));
    settled += lines
      .slice(0, lastBegins)
      .map((line) => `${line}\n`)
      .join('');
    wholeLines = lines.length - lastBegins;
  }

  return (text) => {
    const read = text.slice(0, LONGEST);
    if (!read.startsWith(settled)) [settled, groups, wholeLines] = ['', [], 0];
    const before = known;
    known = new Map();
    const inline = (line: string): Inline[] => {
      const pieces = before.get(line) ?? known.get(line) ?? parseInline(line);
      known.set(line, pieces);
      return pieces;
    };
    const lines = read.slice(settled.length).split('\n');
    if (lines.length - 1 > wholeLines) settle(lines.slice(0, -1), inline);
    const open = blocksOf(read.slice(settled.length).split('\n'), inline).blocks;
    return inGroups([...(groups.at(-1) ?? []), ...open, ...restOf(text)], groups.slice(0, -1));
  };
}

/** The blocks in groups, after groups that stay as they are. */
function inGroups(blocks: readonly Block[], before: readonly Block[][]): Block[][] {
  const groups = [...before];
  for (let at = 0; at < blocks.length; at += GROUP) groups.push(blocks.slice(at, at + GROUP));
  return groups;
}
