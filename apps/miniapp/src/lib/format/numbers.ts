import type { Language } from '@spindle/shared';

/** 1234567 → "1,234,567". */
export function whole(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** Parameters of a model as everyone writes them: 32.8 → "32.8B", 0.005 → "5M". */
export function parameters(billions: number, language: Language): string {
  const [value, unit] = billions < 1 ? [billions * 1_000, 'M'] : [billions, 'B'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value)}${unit}`;
}

/** A context's length as everyone writes it: 131072 → "128K". */
export function contextLength(tokens: number, language: Language): string {
  return tokens < 1_024 ? whole(tokens, language) : `${whole(tokens / 1_024, language)}K`;
}

/** 84.37 → "84"; 4.26 → "4.3". */
export function measured(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
