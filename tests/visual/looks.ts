export interface Look {
  scheme: 'light' | 'dark';
  locale: 'en' | 'ru';
}

/** A phone, a tablet or Telegram's window beside others, a desktop. */
export const WIDTHS = [390, 768, 1280] as const;
export type Width = (typeof WIDTHS)[number];
export const HEIGHTS: Record<Width, number> = { 390: 844, 768: 1024, 1280: 800 };

/** Every theme in every language at every width. */
export const looks: { look: Look; widths: readonly Width[] }[] = (['light', 'dark'] as const).flatMap((scheme) =>
  (['en', 'ru'] as const).map((locale) => ({ look: { scheme, locale }, widths: WIDTHS })),
);

/** Pictures for people, as large as a plain screen shows them, instead of a comparison. */
export const isForPeople = process.env.EVERY_LOOK === '1';

export const nameOf = ({ scheme, locale }: Look): string => `${scheme}-${locale}`;

const LARGE: readonly string[] = ['light-en-390', 'dark-ru-768', 'dark-ru-1280'];
const LOOK = /(?:light|dark)-(?:en|ru)-\d+$/;

/**
 * Three looks show each theme, language and width once, and are kept in more detail. Of a screen's others little more is to be seen
 * than that nothing moved, broke over or changed its colour.
 */
export function isKeptSmall(name: string): boolean {
  const look = LOOK.exec(name);
  return look !== null && !LARGE.includes(look[0]);
}
