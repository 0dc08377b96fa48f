import { beforeAll, describe, expect, it } from 'vitest';
import { countEn, countRu } from './count.ts';
import { type ArgumentsFor, LANGUAGES, loadAllTexts, ROOMS, textsOf } from './testing/dictionaries.ts';
import { numberParameters } from './testing/number-parameters.ts';

/** The last step of a way needs no second line. */
const MAY_BE_EMPTY = /[sS]teps\.\w+\.about$/;

beforeAll(loadAllTexts);

describe('dictionaries', () => {
  it.each(ROOMS)('%s says the same things in every language', (room) => {
    const [english, ...others] = LANGUAGES.map((language) => textsOf(language, room).map(({ path }) => path));
    for (const other of others) expect(other).toEqual(english);
  });

  it.each(ROOMS)('%s has no text in the wrong language, and none forgotten', (room) => {
    const wrong = textsOf('en', room).filter(({ text }) => /[а-яё]/i.test(text));
    expect(wrong).toEqual([]);
    // Names of programs, places and units are the same everywhere; a sentence is not.
    const untranslated = textsOf('ru', room).filter(
      ({ text }) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(text) && !/[а-яё]/i.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it.each(ROOMS)('%s has no empty text and none with a mark that nobody filled in', (room) => {
    const broken = LANGUAGES.flatMap((language) => textsOf(language, room)).filter(
      ({ path, text }) =>
        (text.trim() === '' && !MAY_BE_EMPTY.test(path)) || /\{\w*\}|\[object|\bNaN\b|#(?!\w)/.test(text),
    );
    expect(broken).toEqual([]);
  });
});

describe('plurals', () => {
  it('exist for every form that each language has', () => {
    const categories = (language: string) =>
      new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    expect(categories('en')).toEqual(['one', 'other']);
    // Whole numbers never take "other"; fractions do, and say it with the second form.
    expect(categories('ru')).toEqual(['few', 'many', 'one', 'other']);
  });

  it('are looked for in texts that take numbers', () => {
    expect([...parameters.values()].flat().filter(Boolean).length).toBeGreaterThan(40);
  });

  it.each(LANGUAGES)('%s: no word stays the same behind 1, 2 and 5 where it must change', (language) => {
    const stiff = ROOMS.flatMap((room) => stiffWords(language, room));
    expect(stiff).toEqual([]);
  });

  it.each([
    [0, '0 offers'],
    [1, '1 offer'],
    [1_200, '1,200 offers'],
  ])('English: %s', (n, text) => expect(countEn(n, { one: '# offer', other: '# offers' })).toBe(text));

  it.each([
    [1, '1 узел'],
    [2, '2 узла'],
    [5, '5 узлов'],
    [11, '11 узлов'],
    [21, '21 узел'],
    [1.5, '1,5 узла'],
  ])('Russian: %s', (n, text) => expect(countRu(n, { one: '# узел', few: '# узла', many: '# узлов' })).toBe(text));
});

/** Numbers that are never one: the least of a limit, the last so many of something. */
const NO_COUNTS = new Set([
  ...['earn.conditions.canariesFailed: canaries', 'earn.console.prices.curveZero: requests'],
  ...['admin.reason.tooShort: characters', 'review.appeal.least: characters'],
  ...['admin.reason.tooShort: знаков', 'review.appeal.least: знаков'],
]);
const parameters = numberParameters();

/** The number where a number is taken, and a word where a word is. */
const counting =
  (n: number): ArgumentsFor =>
  (path, count) => {
    const [, kinds = []] = [...parameters].find(([end]) => `.${path}`.endsWith(`.${end}`)) ?? [];
    return Array.from({ length: count }, (_, at) => (kinds[at] ? n : '…'));
  };

/** Words right behind the number that a text was given, the same for one, two and five. */
function stiffWords(language: (typeof LANGUAGES)[number], room: (typeof ROOMS)[number]): string[] {
  const [one = [], two = [], five = []] = [1, 2, 5].map((n) => textsOf(language, room, counting(n)));
  return one.flatMap(({ path, text }, at) =>
    wordsBehind(text, 1)
      .filter((word) => wordsBehind(two[at]?.text, 2).includes(word) && wordsBehind(five[at]?.text, 5).includes(word))
      // In English only things end otherwise when there are more of them; "5 live" does not.
      .filter((word) => language !== 'en' || word.endsWith('s'))
      .map((word) => `${path}: ${word}`)
      .filter((place) => !NO_COUNTS.has(place)),
  );
}

function wordsBehind(text: string | undefined, n: number): string[] {
  const pattern = new RegExp(`(?<![\\d.,])${n}[\\s\\u00a0](\\p{L}{3,})`, 'gu');
  return [...(text ?? '').matchAll(pattern)].map((match) => match[1] ?? '');
}
