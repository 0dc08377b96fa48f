import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));
const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => ({ file, css: readFileSync(path.join(SOURCE, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }));

/** docs/design.md: the scale of type, in px. */
const SIZES = ['11px', '12.5px', '14px', '16px', '17px', '19px', '28px', '42px'];
/** Places with a picture of their own under white words: the same in every theme. */
const OWN_COLOURS = /^(ui\/styles\/tokens|features\/wallet\/wallet|features\/notices\/bell)\.css$/;

const found = (pattern: RegExp) =>
  sheets.flatMap(({ file, css }) => [...css.matchAll(pattern)].map(([, value = '']) => ({ file, value })));

describe('one design', () => {
  it('a class is drawn in one sheet: rooms are fetched one after another, and what was fetched stays', () => {
    const places = new Map<string, Set<string>>();
    for (const { file, value } of found(/^(\.[\w-]+) \{/gm))
      places.set(value, (places.get(value) ?? new Set()).add(file));
    expect(places.size).toBeGreaterThan(100);
    expect([...places].filter(([, files]) => files.size > 1)).toEqual([]);
  });

  it('has eight sizes of letters', () => {
    const sizes = found(/font(?:-size)?:[^;]*?(?<![\w.])([\d.]+px)/g);
    expect(sizes.length).toBeGreaterThan(30);
    expect(sizes.filter(({ value }) => !SIZES.includes(value))).toEqual([]);
  });

  it('takes its colours from the tokens, which follow the theme', () => {
    const colours = found(/(#[\da-f]{3,8}\b|\bhsl\([^v][^)]*\))/gi);
    expect(colours.filter(({ file }) => !OWN_COLOURS.test(file.replaceAll('\\', '/')))).toEqual([]);
  });

  it('moves at two speeds, and not at all for those who asked', () => {
    // What turns or breathes without an end says that something goes on, and has its own pace.
    const once = found(/((?:transition|animation):[^;]*;)/g).filter(({ value }) => !/infinite|none/.test(value));
    expect(once.length).toBeGreaterThan(4);
    expect(once.filter(({ value }) => !/var\(--(quick|calm)\)/.test(value) || /[\d.]s\b/.test(value))).toEqual([]);
    const base = sheets.find(({ file }) => file.endsWith('base.css'));
    expect(base?.css).toMatch(/prefers-reduced-motion: reduce\)[^@]*animation: none !important/);
  });
});
