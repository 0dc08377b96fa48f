import type { Language } from '@spindle/shared';
import { use, useSyncExternalStore } from 'react';
import { currentLanguage, onLanguageChange } from './language.ts';
import { loadTexts, textsHere } from './load.ts';
import type { Room, Texts } from './texts.ts';

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage);
}

/** The texts of a part of the app in the person's language; suspends until they are here. */
export function useTexts<Name extends Room>(room: Name): Texts[Name] {
  const language = useLanguage();
  const here = textsHere(language, room);
  if (here) return here;
  use(loadTexts(language, room));
  const fetched = textsHere(language, room);
  if (!fetched) throw new Error(`no texts for ${room}`);
  return fetched;
}
