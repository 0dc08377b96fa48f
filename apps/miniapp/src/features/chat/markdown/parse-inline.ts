/** A piece of a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

/** Code first, since nothing inside it counts; then links, strong, em. What may be long is bounded, so that no line takes the square of its length. */
const TOKEN =
  /`([^`\n]+)`|\[([^[\]\n]{1,400})\]\(([^()\s]{1,2000})\)|\*\*(?=\S)([^\n]+?)\*\*|(?<![\w*])[*_](?=\S)([^\n*_]+?)[*_](?!\w)/;

/** Nobody writes longer lines with marks in them; one that is made to be slow to read is shown as it stands. */
const LONGEST_LINE = 8_000;
/** Marks within marks, as deep as they can be seen. */
const DEEPEST = 4;

/** Reads the marks inside a line. What is no mark stays text: nothing is ever lost. */
export function parseInline(line: string, depth = 0): Inline[] {
  if (line.length > LONGEST_LINE || depth > DEEPEST) return line === '' ? [] : [{ kind: 'text', text: line }];
  const pieces: Inline[] = [];
  let rest = line;
  for (let match = TOKEN.exec(rest); match; match = TOKEN.exec(rest)) {
    if (match.index > 0) pieces.push({ kind: 'text', text: rest.slice(0, match.index) });
    pieces.push(inlineOf(match, depth + 1));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') pieces.push({ kind: 'text', text: rest });
  return pieces;
}

function inlineOf(match: RegExpExecArray, depth: number): Inline {
  const [whole, code, label, href, strong, em] = match;
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined && href !== undefined) {
    return isWebAddress(href)
      ? { kind: 'link', href, children: parseInline(label, depth) }
      : { kind: 'text', text: whole };
  }
  if (strong !== undefined) return { kind: 'strong', children: parseInline(strong, depth) };
  return { kind: 'em', children: parseInline(em ?? '', depth) };
}

/** An answer may say anything: only pages of the web become links, never `javascript:` or a file. */
const isWebAddress = (href: string): boolean => /^https?:\/\//i.test(href);
