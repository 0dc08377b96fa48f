import type { Language } from '@spindle/shared';
import { isThemeName, type ThemeName } from './themes.ts';

/** How the gallery is looked at, as its address says. */
export interface Look {
  language: Language;
  theme: ThemeName;
}

export function lookIn(search: string): Look {
  const asked = new URLSearchParams(search);
  const theme = asked.get('theme') ?? '';
  return { language: asked.get('language') === 'ru' ? 'ru' : 'en', theme: isThemeName(theme) ? theme : 'light' };
}

export const addressOf = (look: Look): string => `?language=${look.language}&theme=${look.theme}`;
