export interface Look {
  scheme: 'light' | 'dark';
  locale: 'en' | 'ru';
}

/** A phone, a tablet or Telegram's window beside others, a desktop. */
export const WIDTHS = [390, 768, 1280] as const;
export type Width = (typeof WIDTHS)[number];
export const HEIGHTS: Record<Width, number> = { 390: 844, 768: 1024, 1280: 800 };

/** Every theme in every language at every width. */
const EVERY: { look: Look; widths: readonly Width[] }[] = (['light', 'dark'] as const).flatMap((scheme) =>
  (['en', 'ru'] as const).map((locale) => ({ look: { scheme, locale }, widths: WIDTHS })),
);

/**
 * What `npm test` compares: both themes, both languages and all widths, in three pictures of each screen instead of
 * twelve. `EVERY_LOOK=1 npm run pictures` takes them all, for people to open.
 */
const CORE: typeof EVERY = [
  { look: { scheme: 'light', locale: 'en' }, widths: [390] },
  { look: { scheme: 'dark', locale: 'ru' }, widths: [768, 1280] },
];

export const takesEvery = process.env.EVERY_LOOK === '1';
export const looks = takesEvery ? EVERY : CORE;

export const nameOf = ({ scheme, locale }: Look): string => `${scheme}-${locale}`;
