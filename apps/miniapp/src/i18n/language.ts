import type { Language } from '@spindle/shared';
import { localKept } from '../lib/kept/index.ts';

const STORED = 'spindle.language';
const listeners = new Set<() => void>();
let current: Language = 'en';

export const currentLanguage = (): Language => current;

/** The person's choice, else Telegram's language, else the browser's; everything that is not Russian reads English. */
export function startLanguage(hints: { chosen: string | null; telegram: string | null; browser: string }): Language {
  const hint = hints.chosen ?? hints.telegram ?? hints.browser;
  return show(hint.toLowerCase().startsWith('ru') ? 'ru' : 'en');
}

export const storedLanguage = (): string | null => localKept.getItem(STORED);

export function chooseLanguage(language: Language): void {
  localKept.setItem(STORED, language);
  show(language);
  for (const listener of listeners) listener();
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(language: Language): Language {
  current = language;
  document.documentElement.lang = language;
  return language;
}
