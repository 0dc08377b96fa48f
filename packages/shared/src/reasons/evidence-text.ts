import type { Language } from '../errors/index.ts';

/** Where the figures of each check's findings stand: at the end, alone or behind the name of a hardware or a model. */
const FIGURES: Readonly<Record<string, RegExp>> = {
  memory: /[\d.]+ GB$/,
  account_age: /\d+ h$/,
  speed: /[\d.]+(?:–[\d.]+)? tok\/s$/,
  tokens: /(?:\d+ \+ \d+ tok|\S+ \(\S+\) \+ \S+ B\/tok)$/,
  price: /\$[\d.]+$/,
};
const UNITS = {
  en: { 'tok/s': 'tokens/s', 'B/tok': 'bytes a token', tok: 'tokens', GB: 'GB' },
  ru: { 'tok/s': 'токенов/с', 'B/tok': 'байт на токен', tok: 'токенов', GB: 'ГБ' },
} as const;
const UNDER_AN_HOUR = { en: 'under an hour', ru: 'меньше часа' };
const DAY_HOURS = 24;

/**
 * What a check found, as people of a language write numbers and units. Evidence is kept in one form, for hashes and
 * comparisons; names, titles and what has no figures stay as they are.
 * @param check of the checks on listings; of others nothing is changed.
 */
export function evidenceText(check: unknown, value: string | number, language: Language): string {
  if (typeof value === 'number') return numberText(value, language);
  const shape = typeof check === 'string' && Object.hasOwn(FIGURES, check) ? FIGURES[check] : undefined;
  if (!shape) return value;
  return value.replace(shape, (figures) =>
    check === 'account_age' ? ageText(Number.parseInt(figures, 10), language) : figuresText(figures, language),
  );
}

const figuresText = (figures: string, language: Language): string =>
  figures
    .replace(/\d+(?:\.\d+)?/g, (number) => numberText(Number(number), language))
    .replace(
      /tok\/s|B\/tok|tok|GB/,
      (unit) => Object.entries(UNITS[language]).find(([name]) => name === unit)?.[1] ?? '',
    );

function ageText(hours: number, language: Language): string {
  if (hours === 0) return UNDER_AN_HOUR[language];
  const isDays = hours >= 2 * DAY_HOURS;
  const options = { style: 'unit', unit: isDays ? 'day' : 'hour', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, options).format(isDays ? Math.floor(hours / DAY_HOURS) : hours);
}

const numberText = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
