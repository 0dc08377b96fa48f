import type { Language } from '@spindle/shared';

/** "4.3", in the reader's own way of writing; null where nobody has said anything. */
export function averageStars({ count, stars }: { count: number; stars: number }, language: Language): string | null {
  if (count === 0) return null;
  return (stars / count).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
