/** A piece of a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

/** Code first, since nothing inside it counts; then links, strong, em. */
const TOKEN =
  /`([^`\n]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)|\*\*(?=\S)([^\n]+?)\*\*|(?<![\w*])[*_](?=\S)([^\n*_]+?)[*_](?!\w)/;

/** Reads the marks inside a line. What is no mark stays text: nothing is ever lost. */
export function parseInline(text: string): Inline[] {
  const match = TOKEN.exec(text);
  if (!match) return text === '' ? [] : [{ kind: 'text', text }];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const head: Inline[] = before === '' ? [] : [{ kind: 'text', text: before }];
  return [...head, inlineOf(match), ...parseInline(after)];
}

function inlineOf(match: RegExpExecArray): Inline {
  const [whole, code, label, href, strong, em] = match;
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined && href !== undefined) {
    return isWebAddress(href) ? { kind: 'link', href, children: parseInline(label) } : { kind: 'text', text: whole };
  }
  if (strong !== undefined) return { kind: 'strong', children: parseInline(strong) };
  return { kind: 'em', children: parseInline(em ?? '') };
}

/** An answer may say anything: only pages of the web become links, never `javascript:` or a file. */
const isWebAddress = (href: string): boolean => /^https?:\/\//i.test(href);
