import { type Language, numberFormat } from '@spindle/shared';

/** 1234567 → "1,234,567". */
export function whole(value: number, language: Language): string {
  return numberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** Parameters of a model as everyone writes them: 32.8 → "32.8B", 0.005 → "5M". */
export function parameters(billions: number, language: Language): string {
  const [value, unit] = billions < 1 ? [billions * 1_000, 'M'] : [billions, 'B'];
  return `${numberFormat(language, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value)}${unit}`;
}

/** A context's length as its maker writes it, in thousands or in powers of two: 131072 → "128K", 200000 → "200K", 1000000 → "1M". */
export function contextLength(tokens: number, language: Language): string {
  const step = tokens % 1_000 === 0 ? 1_000 : 1_024;
  if (tokens < step) return whole(tokens, language);
  return tokens < step * step ? `${whole(tokens / step, language)}K` : `${measured(tokens / step / step, language)}M`;
}

/** 84.37 → "84"; 4.26 → "4.3". */
export function measured(value: number, language: Language): string {
  return numberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
