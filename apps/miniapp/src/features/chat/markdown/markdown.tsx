import { createElement, memo, type ReactNode } from 'react';
import { openOutside } from '../../../lib/telegram/index.ts';
import { CodeBlock } from '../../../ui/index.ts';
import { type Block, parseBlocks } from './parse-blocks.ts';
import type { Inline } from './parse-inline.ts';
import './markdown.css';

/** An answer as React elements: what a model says never becomes HTML. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return inside('div', { className: 'markdown' }, parseBlocks(text).map(blockView));
});

/** Children by their place, which never changes: a text only grows at its end. So they need no keys. */
function inside(tag: string, props: Record<string, unknown> | null, children: ReactNode[]): ReactNode {
  return createElement(tag, props, ...children);
}

function blockView(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return inside('p', null, block.lines.flatMap(withBreak));
    case 'heading':
      return inside('h3', null, inlines(block.children));
    case 'quote':
      return inside('blockquote', null, inlines(block.children));
    case 'code':
      return <CodeBlock text={block.text} label={block.language || 'code'} />;
    case 'list': {
      const items = block.items.map((item) => inside('li', null, inlines(item)));
      return block.isOrdered ? inside('ol', { start: block.start }, items) : inside('ul', null, items);
    }
  }
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
      return inside('a', linkProps(piece.href), inlines(piece.children));
  }
}

function linkProps(href: string) {
  const onClick = (event: { preventDefault(): void }) => {
    event.preventDefault();
    openOutside(href);
  };
  return { href, rel: 'noopener noreferrer nofollow', target: '_blank', onClick };
}
