import { applyThemeParams } from '../lib/telegram/index.ts';

/** Ours, for a browser, and such as Telegram sends: its own on two phones, and one that a person made. */
const THEMES = {
  light: { scheme: 'light', params: {} },
  dark: { scheme: 'dark', params: {} },
  'telegram-day': {
    scheme: 'light',
    params: {
      bg_color: '#ffffff',
      secondary_bg_color: '#efeff4',
      section_bg_color: '#ffffff',
      text_color: '#000000',
      hint_color: '#707579',
      subtitle_text_color: '#6d6d72',
      link_color: '#0a6cc4',
      accent_text_color: '#0a6cc4',
      button_color: '#0a6cc4',
      button_text_color: '#ffffff',
      destructive_text_color: '#c9211e',
    },
  },
  'telegram-night': {
    scheme: 'dark',
    params: {
      bg_color: '#17212b',
      secondary_bg_color: '#0e1621',
      section_bg_color: '#17212b',
      text_color: '#f5f5f5',
      hint_color: '#8d9aa7',
      subtitle_text_color: '#8d9aa7',
      link_color: '#6ab3f3',
      accent_text_color: '#6ab2f2',
      button_color: '#2f6ea5',
      button_text_color: '#ffffff',
      destructive_text_color: '#f57a78',
    },
  },
  dusk: {
    scheme: 'dark',
    params: {
      bg_color: '#221b2e',
      secondary_bg_color: '#17111f',
      section_bg_color: '#221b2e',
      text_color: '#f4eefb',
      hint_color: '#a597b8',
      subtitle_text_color: '#a597b8',
      link_color: '#e79bd1',
      accent_text_color: '#e79bd1',
      button_color: '#a8327f',
      button_text_color: '#ffffff',
      destructive_text_color: '#ff8b8b',
    },
  },
} satisfies Record<string, { scheme: 'light' | 'dark'; params: Record<string, string> }>;

export type ThemeName = keyof typeof THEMES;

export const isThemeName = (name: string): name is ThemeName => name in THEMES;
export const THEME_NAMES: ThemeName[] = Object.keys(THEMES).filter(isThemeName);

/** Paints the page as Telegram would have it. */
export function showTheme(name: ThemeName): void {
  const { scheme, params } = THEMES[name];
  document.documentElement.dataset.scheme = scheme;
  applyThemeParams(params);
}
