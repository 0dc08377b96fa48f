/** One figure of the money benches, with what it must be. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  digits: number;
  /** `≤ 15`; null where nothing is promised. */
  must: { atMost?: number; atLeast?: number } | null;
  /** What else was seen. */
  beside: string;
}

const wordsOf = ({ atMost, atLeast }: NonNullable<Figure['must']>): string =>
  atMost !== undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;

const isReached = ({ value, must }: Figure): boolean =>
  must === null || (value <= (must.atMost ?? Number.POSITIVE_INFINITY) && value >= (must.atLeast ?? 0));

export function tableOfFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const verdict = figure.must ? `${wordsOf(figure.must)}, ${isReached(figure) ? 'reached' : '**missed**'}` : '';
    return `| ${figure.what} | ${figure.value.toFixed(figure.digits)} ${figure.unit} | ${verdict} | ${figure.beside} |`;
  });
  return ['| | | must | beside |', '|---|---|---|---|', ...rows].join('\n');
}

/** The value below which so large a part of them lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Where the median of what was drawn from lies, 95 % sure, whatever the distribution: by the ranks of the values. */
export function medianInterval(values: readonly number[]): [from: number, to: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(0, Math.floor(sorted.length / 2 - 0.98 * Math.sqrt(sorted.length)));
  return [sorted[rank] ?? 0, sorted[sorted.length - 1 - rank] ?? 0];
}
