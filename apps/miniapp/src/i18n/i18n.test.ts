import { beforeAll, describe, expect, it } from 'vitest';
import { countEn, countRu } from './count.ts';
import { loadTexts, textsHere } from './load.ts';
import type { Room } from './texts.ts';

const ROOMS: Room[] = [
  'core',
  'market',
  'chat',
  'wallet',
  'build',
  'earn',
  'admin',
  'clouds',
  'disputes',
  'notices',
  'office',
  'policy',
  'review',
  'pair',
  'proof',
  'seal',
  'start',
  'welcome',
];

/** Every text of a dictionary with its path; functions are called with what they take. */
function textsOf(node: unknown, path: string): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return [[path, String(node(...Array.from({ length: node.length }, () => 2)))]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, member]) => textsOf(member, `${path}.${key}`));
}

describe('dictionaries', () => {
  beforeAll(async () => {
    await Promise.all(ROOMS.flatMap((room) => [loadTexts('en', room), loadTexts('ru', room)]));
  });

  it.each(ROOMS)('%s says the same things in both languages', (room) => {
    const english = textsOf(textsHere('en', room), room);
    const russian = textsOf(textsHere('ru', room), room);
    expect(russian.map(([path]) => path)).toEqual(english.map(([path]) => path));
  });

  it.each(ROOMS)('%s has no text in the wrong language, and none forgotten', (room) => {
    const wrong = textsOf(textsHere('en', room), room).filter(([, text]) => /[а-яё]/i.test(text));
    expect(wrong).toEqual([]);
    const russian = textsOf(textsHere('ru', room), room);
    // Names of programs, places and units are the same everywhere; a sentence is not.
    const untranslated = russian.filter(
      ([, text]) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(text) && !/[а-яё]/i.test(text),
    );
    expect(untranslated).toEqual([]);
  });
});

describe('plurals', () => {
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
