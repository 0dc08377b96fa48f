import type { TelegramWebApp } from './web-app.ts';

/** Telegram's colours as CSS variables at once, before its script is here: no flash of our own palette. */
export function applyThemeParams(themeParams: Record<string, string>): void {
  for (const [name, color] of Object.entries(themeParams)) {
    if (/^#[0-9a-f]{6}$/i.test(color)) {
      document.documentElement.style.setProperty(`--tg-theme-${name.replaceAll('_', '-')}`, color);
    }
  }
  const background = themeParams.bg_color;
  if (background) setScheme(isDark(background) ? 'dark' : 'light');
}

/** Follows the browser's preference: outside Telegram, nobody else knows. */
export function followSystemScheme(): void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => setScheme(query.matches ? 'dark' : 'light');
  query.addEventListener('change', apply);
  apply();
}

/** Follows Telegram's theme while the app is open, and paints the frame around us in our page's colour. */
export function followTelegramTheme(app: TelegramWebApp): void {
  const apply = () => {
    setScheme(app.colorScheme);
    app.setHeaderColor('secondary_bg_color');
    app.setBackgroundColor('secondary_bg_color');
    app.setBottomBarColor?.('secondary_bg_color');
  };
  app.onEvent('themeChanged', apply);
  apply();
}

function setScheme(scheme: 'light' | 'dark'): void {
  document.documentElement.dataset.scheme = scheme;
}

/** By the luma of `#rrggbb` (ITU-R BT.601). */
export function isDark(color: string): boolean {
  const channel = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  return 0.299 * channel(1) + 0.587 * channel(3) + 0.114 * channel(5) < 128;
}
