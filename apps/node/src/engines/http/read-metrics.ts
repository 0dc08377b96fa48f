/**
 * Reads the text format of Prometheus (prometheus.io, exposition formats): the sum of each name over its labels. Lines of
 * another form are passed over. Only the names asked for are kept.
 */
export function readMetrics(text: string, names: readonly string[]): Map<string, number> {
  const wanted = new Set(names);
  const sums = new Map<string, number>();
  for (const line of text.split('\n')) {
    const end = line.search(/[{ ]/);
    if (end <= 0 || line.startsWith('#')) continue;
    const name = line.slice(0, end);
    if (!wanted.has(name)) continue;
    // Labels hold names of models, with braces and spaces in them; a time may stand behind the value.
    const behind = line[end] === '{' ? line.lastIndexOf('}') + 1 : end;
    const value = Number(line.slice(behind).trim().split(/\s+/)[0] || Number.NaN);
    if (Number.isFinite(value)) sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return sums;
}

/** The first of several names that is there: programs rename their metrics. */
export function firstOf(metrics: ReadonlyMap<string, number>, names: readonly string[]): number | null {
  for (const name of names) {
    const value = metrics.get(name);
    if (value !== undefined && value >= 0) return value;
  }
  return null;
}

/** Speed out of a counter that only grows. */
export class Rate {
  #last: { count: number; atMs: number } | null = null;

  /** @returns so much per second since the call before; null at the first, and when the counter began anew. */
  next(count: number | null, atMs: number): number | null {
    const before = this.#last;
    this.#last = count === null ? null : { count, atMs };
    if (count === null || !before || atMs <= before.atMs || count < before.count) return null;
    return ((count - before.count) * 1000) / (atMs - before.atMs);
  }
}
