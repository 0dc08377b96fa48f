import { randomBytes } from 'node:crypto';
import { huffmanForms } from './hpack-huffman.ts';

/*
 * Words that nothing else holds, and every form in which they could lie about. Hex digits alone: they need no escaping,
 * look the same in both alphabets of base64, and HPACK's short codes are known for them.
 */

/** Words of one family are looked for in one pass: they begin alike. */
export interface Family {
  stem: string;
  /** A word of this family for one purpose; the same each time. */
  word(purpose: string): string;
  forms: readonly Form[];
}

interface Form {
  as: string;
  /** Of the stem. */
  bytes: Buffer;
}

export interface Find {
  as: string;
  at: number;
  /** The word, where it is written out; the stem alone where it is coded. */
  word: string;
}

const STEM_BYTES = 10;

export function makeFamily(): Family {
  const stem = randomBytes(STEM_BYTES).toString('hex');
  const purposes: string[] = [];
  return {
    stem,
    word: (purpose) => {
      if (!purposes.includes(purpose)) purposes.push(purpose);
      return `${stem}${String(purposes.indexOf(purpose)).padStart(2, '0')}`;
    },
    forms: formsOf(stem),
  };
}

function formsOf(stem: string): Form[] {
  const codes = [...stem].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'));
  return [
    { as: 'utf-8', bytes: Buffer.from(stem) },
    { as: 'utf-16', bytes: Buffer.from(stem, 'utf16le') },
    { as: 'hex', bytes: Buffer.from(codes.join('')) },
    { as: 'json', bytes: Buffer.from(codes.map((code) => `\\u00${code}`).join('')) },
    { as: 'percent', bytes: Buffer.from(codes.map((code) => `%${code}`).join('')) },
    ...[0, 1, 2].map((offset) => ({ as: 'base64', bytes: base64Of(stem, offset) })),
    ...huffmanForms(stem).map((bytes) => ({ as: 'hpack', bytes })),
  ];
}

/** What does not depend on the letters around it, when the stem stands `offset` bytes behind a group's beginning. */
function base64Of(stem: string, offset: number): Buffer {
  const coded = Buffer.from(`${'\0'.repeat(offset)}${stem}`).toString('base64');
  return Buffer.from(coded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + stem.length) * 8) / 6)));
}

/** Everywhere that a word of this family stands, in whatever form. @param forms default all. */
export function findIn(bytes: Buffer, family: Family, forms: readonly Form[] = family.forms): Find[] {
  return forms.flatMap(({ as, bytes: needle }) => {
    const finds: Find[] = [];
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) {
      finds.push({ as, at, word: wordAt(bytes, at, as, family) });
    }
    return finds;
  });
}

function wordAt(bytes: Buffer, at: number, as: string, { stem }: Family): string {
  const length = stem.length + 2;
  if (as === 'utf-8') return bytes.toString('latin1', at, at + length);
  return as === 'utf-16' ? bytes.toString('utf16le', at, at + 2 * length) : stem;
}
