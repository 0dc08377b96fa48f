import type { Language } from '@spindle/shared';

/** So many names are read; of more the rest is counted. */
const MOST_NAMED = 3;

/** Names of which each will do, as a language lists them: «Ada, Otto or Ira». */
export function anyOf(names: readonly string[], more: (n: number) => string, language: Language): string {
  const rest = names.length - MOST_NAMED;
  const shown = rest > 0 ? [...names.slice(0, MOST_NAMED), more(rest)] : [...names];
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(shown);
}
