import type { Language } from '@spindle/shared';
import { chooseLanguage, loadTexts, type Room } from '../../i18n/index.ts';

export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'ru', label: 'Русский' },
] as const;

/** Changes the language once the words of this screen are here in it: nothing flashes. */
export function useLanguageChoice(room: Room): (next: Language) => Promise<void> {
  return async (next) => {
    await Promise.all([loadTexts(next, 'core'), loadTexts(next, room)]);
    chooseLanguage(next);
  };
}
