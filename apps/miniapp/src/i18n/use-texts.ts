import type { Language } from '@spindle/shared';
import { use, useSyncExternalStore } from 'react';
import { currentLanguage, onLanguageChange } from './language.ts';
import { loadTexts } from './load.ts';
import type { Room, Texts } from './texts.ts';

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage);
}

/**
 * The texts of a part of the app in the person's language; suspends until they are here.
 * `use` is called in every render, also when they are here: a component that once waited in it is rendered again from
 * there, and React knows only by this call that the hooks behind it are new.
 */
export function useTexts<Name extends Room>(room: Name): Texts[Name] {
  return use(loadTexts(useLanguage(), room));
}
