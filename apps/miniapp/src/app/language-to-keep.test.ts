import { expect, it } from 'vitest';
import { languageToKeep } from './language-to-keep.ts';

it.each([
  ['chosen here, another in the account', 'en', 'ru', 'ru', 'ru'],
  ['chosen here, the same in the account', 'ru', 'ru', 'ru', null],
  ['never chosen: it is Telegram’s or the browser’s', 'en', 'ru', null, null],
  ['nobody is logged in', undefined, 'ru', 'ru', null],
  ['what is stored is no language', 'en', 'ru', 'klingon', null],
] as const)('%s', (_, kept, shown, chosen, told) => {
  expect(languageToKeep(kept, shown, chosen)).toBe(told);
});
