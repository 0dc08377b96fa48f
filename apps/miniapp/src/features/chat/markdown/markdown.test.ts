import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlocks } from './parse-blocks.ts';
import { type Inline, parseInline } from './parse-inline.ts';

const bare = (pieces: Inline[]): string =>
  pieces.map((piece) => ('children' in piece ? bare(piece.children) : piece.text)).join('');

describe('marks in a line', () => {
  it('are read, and what is none stays text', () => {
    expect(parseInline('a **b *c* d** `**e**` 2*3*4 snake_case_name')).toEqual([
      { kind: 'text', text: 'a ' },
      {
        kind: 'strong',
        children: [
          { kind: 'text', text: 'b ' },
          { kind: 'em', children: [{ kind: 'text', text: 'c' }] },
          { kind: 'text', text: ' d' },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: '**e**' },
      { kind: 'text', text: ' 2*3*4 snake_case_name' },
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//evil.example', 'JaVaScRiPt:x'])(
    'make no link of %s',
    (href) => {
      expect(parseInline(`[click](${href})`).some(({ kind }) => kind === 'link')).toBe(false);
    },
  );

  it('make links of web pages', () => {
    expect(parseInline('[TON](https://ton.org)')).toEqual([
      { kind: 'link', href: 'https://ton.org', children: [{ kind: 'text', text: 'TON' }] },
    ]);
  });
});

describe('blocks', () => {
  it('are read as models write them', () => {
    const kinds = parseBlocks('# Title\nline\nline\n\n1. a\n\n2. b\n- c\n> q\n```ts\nx\n```\nend').map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code', 'paragraph']);
  });

  it('take a code block that is still coming as one', () => {
    expect(parseBlocks('```py\nprint(1)')).toEqual([{ kind: 'code', language: 'py', text: 'print(1)' }]);
  });

  it('lose no word, whatever a model says, and never fail', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word', '*', '**', '`', '[', '](', ')', ' ', '\n', '#', '- ', '> ')),
        (parts) => {
          const source = parts.join('');
          const shown = parseBlocks(source)
            .map((block) => {
              if (block.kind === 'code') return block.text;
              if (block.kind === 'list') return block.items.map(bare).join('');
              return block.kind === 'paragraph' ? block.lines.map(bare).join('') : bare(block.children);
            })
            .join('');
          const count = (text: string) => text.split('word').length;
          expect(count(shown)).toBeLessThanOrEqual(count(source));
          if (!source.includes('](')) expect(count(shown)).toBe(count(source));
        },
      ),
    );
  });
});
