import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findLiterals } from './testing/find-literals.ts';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
/** What is written the same in every language: names, units, paths, and what is typed into a terminal. */
const NAMES = [
  /^TON \($/,
  /^(TON|GPU|GB|Telegram)$/,
  /^· GPU$/,
  /^docs\/runbooks\/$/,
  /^npx spindle-node /,
  /^ABCD-2345$/,
  /^Русский$/,
  /^\{"v":1,/,
];

const isName = (literal: string): boolean => NAMES.some((name) => name.test(literal.trim()));

/** Everything that draws, without the dictionaries. */
const screens = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx') && !/^(i18n|gallery[/\\]texts)[/\\]/.test(file))
  .sort();

describe('texts in code', () => {
  it('are none: every screen takes its words from a dictionary', () => {
    const found = screens.flatMap((file) =>
      findLiterals(readFileSync(path.join(SOURCE, file), 'utf8'))
        .filter((literal) => !isName(literal))
        .map((literal) => `${file}: ${literal}`),
    );
    expect(screens.length).toBeGreaterThan(200);
    expect(found).toEqual([]);
  });

  it.each([
    ['<p>Pay now</p>', 'Pay now'],
    ["<p>{isPaid ? 'Paid' : texts.pay}</p>", 'Paid'],
    [`<p>{\`Pay \${amount}\`}</p>`, 'Pay '],
    ['<button aria-label="Close" />', 'Close'],
    ["<Field label={isShort ? texts.a : 'Amount'} />", 'Amount'],
    ["const word = 'оплата'", 'оплата'],
  ])('are found in %s', (source, literal) => expect(findLiterals(source)).toEqual([literal]));

  it.each(['<p>{texts.pay}</p>', '<p className="strong">{amount} · {worth}</p>', '<Icon name="check" />'])(
    'are none in %s',
    (source) => expect(findLiterals(source)).toEqual([]),
  );
});
