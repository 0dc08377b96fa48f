import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlocks } from './parse-blocks.ts';
import { type Inline, parseInline } from './parse-inline.ts';
import { createReader } from './read-growing.ts';

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
              if (block.kind === 'rule') return '';
              if (block.kind === 'code') return block.text;
              if (block.kind === 'list') return block.items.map(bare).join('');
              if (block.kind === 'table') return [block.head, ...block.rows].flat().map(bare).join('');
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

describe('tables', () => {
  it('are read as models write them, also while they come', () => {
    const [table] = parseBlocks('| Name | Price |\n|:--|--:|\n| a \\| b | **2** |\n| c |');
    expect(table).toMatchObject({ kind: 'table', aligns: ['left', 'right'] });
    const rows = table?.kind === 'table' ? table.rows.map((row) => row.map(bare)) : [];
    expect(rows).toEqual([
      ['a | b', '2'],
      ['c', ''],
    ]);
  });

  it.each(['a | b', 'a | b\n--', '| a |\n| - | - |', '---\n---'])('are none in %j', (text) => {
    expect(parseBlocks(text).some(({ kind }) => kind === 'table')).toBe(false);
  });

  it('that are huge stay within bounds, and lose no row', () => {
    const wide = `|${'x|'.repeat(300)}\n|${'-|'.repeat(300)}\n${`|${'y|'.repeat(100)}\n`.repeat(600)}`;
    const [table, ...rest] = parseBlocks(wide);
    expect(table?.kind === 'table' && [table.head.length, table.rows.length]).toEqual([24, 400]);
    expect(rest.length).toBeGreaterThan(0);
  });
});

describe('what is made to hurt', () => {
  it.each([
    ['marks without end', '**a '.repeat(50_000)],
    ['code in one line', '`a`'.repeat(50_000)],
    ['links in links', `${'['.repeat(20_000)}x${'](https://a.b)'.repeat(20_000)}`],
    ['nested marks', `${'**_'.repeat(3_000)}x${'_**'.repeat(3_000)}`],
    ['bars', `${'|'.repeat(100_000)}\n${'|-'.repeat(100_000)}`],
    ['fences', '```\n'.repeat(50_000)],
    ['more than any answer', 'word '.repeat(100_000)],
  ])('%s is read in the end', (_, text) => {
    expect(parseBlocks(text).length).toBeGreaterThan(0);
  });

  it('can’t turn letters around, so that a name looks like another', () => {
    const said = parseBlocks('safe \u202egpj.exe\u2066 [x](https://a.b/\u202e)\n```\n\u202eif\n```');
    expect(JSON.stringify(said)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('is never HTML', () => {
    const [block] = parseBlocks('<script>alert(1)</script><img src=x onerror=alert(1)>');
    expect(block).toMatchObject({ kind: 'paragraph', lines: [[{ kind: 'text' }]] });
  });
});

describe('lists within lists, and rules', () => {
  it('are told apart by how far they are set in', () => {
    const lists = parseBlocks('1. a\n   - b\n   - c\n2. d\n\n---\n* * *\n- e').map((block) =>
      block.kind === 'list' ? [block.isOrdered, block.depth, block.start, block.items.map(bare)] : block.kind,
    );
    expect(lists).toEqual([
      [true, 0, 1, ['a']],
      [false, 1, 1, ['b', 'c']],
      [true, 0, 2, ['d']],
      'rule',
      'rule',
      [false, 0, 1, ['e']],
    ]);
  });
});

describe('a text that grows', () => {
  const parts = [
    'word',
    '**b**',
    '`c`',
    ' ',
    '\n',
    '\n\n',
    '```ts\n',
    '```\n',
    '| a | b |\n',
    '|--|:-:|\n',
    '| x',
    '|',
    '-',
    '- ',
    '1. ',
  ];
  const more = ['   - ', '# ', '> ', '---\n', '***', '\u202e', 'a | b\n', '--|--', '[t](https://a.b)', '\r\n'];
  const growing = fc.array(fc.tuple(fc.constantFrom(...parts, ...more), fc.nat(3)), { maxLength: 120 });

  it('is read as it would be all at once, wherever it was cut', () => {
    fc.assert(
      fc.property(growing, (pieces) => {
        const read = createReader();
        let text = '';
        for (const [piece, cut] of pieces) {
          // Pieces come whole, or letter by letter.
          for (const said of cut === 0 ? piece : [piece]) {
            text += said;
            if (cut < 3) expect(read(text).flat()).toEqual(parseBlocks(text));
          }
        }
        expect(read(text).flat()).toEqual(parseBlocks(text));
        // Another answer in its place.
        expect(read(text.slice(1)).flat()).toEqual(parseBlocks(text.slice(1)));
      }),
      { numRuns: 200 },
    );
  });

  it('has what is settled as the same objects, and so many as can be', () => {
    const read = createReader();
    const line = 'words\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n\n```\ncode\n```\n';
    const before = read(line.repeat(30));
    const after = read(`${line.repeat(30)}more\nand more`);
    expect(after.flat().filter((block, at) => block === before.flat()[at]).length).toBeGreaterThanOrEqual(118);
    expect(after.slice(0, -1).filter((group, at) => group === before[at]).length).toBe(4);
  });

  it('beyond what any answer has is shown as it stands', () => {
    const read = createReader();
    const text = 'word '.repeat(39_990);
    for (const more of ['', 'a\n', 'b'.repeat(100), '\nc'])
      expect(read(text + more).flat()).toEqual(parseBlocks(text + more));
  });
});
