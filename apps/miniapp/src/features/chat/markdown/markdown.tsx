import { createElement, type ElementType, Fragment, memo, type ReactNode, useState } from 'react';
import { openOutside } from '../../../lib/telegram/index.ts';
import { CodeBlock } from '../../../ui/index.ts';
import type { Block } from './parse-blocks.ts';
import type { Inline } from './parse-inline.ts';
import type { Table } from './parse-table.ts';
import { createReader } from './read-growing.ts';
import './markdown.css';

/** An answer as React elements: what a model says never becomes HTML. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const [read] = useState(createReader);
  return inside('div', { className: 'markdown', dir: 'auto' }, read(text).map(drawGroup));
});

// What was read before is the same object again, and is left as it is drawn: a text that grows costs what its end does.
const Group = memo(({ blocks }: { blocks: readonly Block[] }) =>
  inside('div', { className: 'markdown__part' }, blocks.map(drawBlock)),
);
const drawGroup = (blocks: readonly Block[]) => <Group blocks={blocks} />;
const DrawnBlock = memo(({ block }: { block: Block }) => blockView(block));
const drawBlock = (block: Block) => <DrawnBlock block={block} />;
const Words = memo(({ pieces }: { pieces: Inline[] }) => inside(Fragment, null, inlines(pieces)));
const words = (pieces: Inline[]): ReactNode[] => [createElement(Words, { pieces })];

/** Children by their place, which never changes: a text only grows at its end. So they need no keys. */
function inside(tag: ElementType, props: Record<string, unknown> | null, children: ReactNode[]): ReactNode {
  return createElement(tag, props, ...children);
}

function blockView(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return inside('p', null, block.lines.flatMap(withBreak));
    case 'heading':
      return inside('h3', null, inlines(block.children));
    case 'table':
      return tableView(block);
    case 'quote':
      return inside('blockquote', null, inlines(block.children));
    case 'code':
      return <CodeBlock text={block.text} label={block.language} />;
    case 'rule':
      return <hr />;
    case 'list': {
      const items = block.items.map((item) => inside('li', null, words(item)));
      const style = { marginInlineStart: `${block.depth * 20}px` };
      return block.isOrdered ? inside('ol', { start: block.start, style }, items) : inside('ul', { style }, items);
    }
  }
}

/** Scrolls by itself: a wide table must not widen the page. */
function tableView({ head, aligns, rows }: Table): ReactNode {
  const cells = (tag: 'th' | 'td', row: Inline[][]) =>
    row.map((cell, column) => inside(tag, { style: { textAlign: aligns[column] ?? 'start' } }, words(cell)));
  const body = rows.map((row) => inside('tr', null, cells('td', row)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <div className="markdown__table" tabIndex={0}>
      {inside('table', null, [
        inside('thead', null, [inside('tr', null, cells('th', head))]),
        inside('tbody', null, body),
      ])}
    </div>
  );
}

/** Every line but the first begins with a break. */
const withBreak = (line: Inline[], at: number): ReactNode[] =>
  at === 0 ? inlines(line) : [inside('br', null, []), ...inlines(line)];

const inlines = (pieces: Inline[]): ReactNode[] => pieces.map(inlineView);

function inlineView(piece: Inline): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
    case 'em':
      return inside(piece.kind, null, inlines(piece.children));
    case 'link':
      return inside('a', linkProps(piece.href), [...inlines(piece.children), ...hostOf(piece)]);
  }
}

/** Where a link leads is said beside words that say something else. */
function hostOf({ href, children }: Extract<Inline, { kind: 'link' }>): ReactNode[] {
  const host = URL.canParse(href) ? new URL(href).host : href;
  return bareText(children).includes(host) ? [] : [inside('span', { className: 'markdown__host' }, [` (${host})`])];
}

const bareText = (pieces: readonly Inline[]): string =>
  pieces.map((piece) => ('children' in piece ? bareText(piece.children) : piece.text)).join('');

function linkProps(href: string) {
  const onClick = (event: { preventDefault(): void }) => {
    event.preventDefault();
    openOutside(href);
  };
  return { href, rel: 'noopener noreferrer nofollow', target: '_blank', onClick };
}
