import type { Language } from '@spindle/shared';

/** The catalogue's own names of what is no product; admins name the rest, and products are called the same everywhere. */
const RUSSIAN = new Map([
  ['CPU only', 'Только процессор'],
  ['Other GPU', 'Другая видеокарта'],
]);

/** "CPU only" → «Только процессор», "H100 80 GB" → «H100 80 ГБ». */
export function hardwareName(name: string, language: Language): string {
  return language === 'ru' ? (RUSSIAN.get(name) ?? name.replace(/ GB$/, ' ГБ')) : name;
}

/** With how many of it there are: "2 × H100 80 GB". */
export const hardwareNames = (name: string, count: number, language: Language): string =>
  `${count > 1 ? `${count} × ` : ''}${hardwareName(name, language)}`;
