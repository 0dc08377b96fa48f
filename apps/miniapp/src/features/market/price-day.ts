import type { Language } from '@spindle/shared';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
const days = { en: new Intl.DateTimeFormat('en-GB', DAY), ru: new Intl.DateTimeFormat('ru', DAY) };

/** The day on which a list price was read, with its year: "15 Aug 2025". */
export const priceDay = (atMs: number, language: Language): string => days[language].format(atMs);
