import type { EarnGroup, EarnLine, EarnSeries, EarnSums } from './shapes.ts';

const NOTHING: EarnSums = { requests: 0, inputTokens: 0, outputTokens: 0, earnedNano: 0n, earnedMicroUsd: 0n };
const OTHERS = 'others';
/** As many as people can tell apart by colour. */
const MOST_SERIES = 5;

export const addEarnings = (a: EarnSums, b: EarnSums): EarnSums => ({
  requests: a.requests + b.requests,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  earnedNano: a.earnedNano + b.earnedNano,
  earnedMicroUsd: a.earnedMicroUsd + b.earnedMicroUsd,
});

export const totalEarned = (lines: readonly EarnSums[]): EarnSums => lines.reduce(addEarnings, NOTHING);

/** Lines as series over these buckets: the one that earned most first, what is too small together at the end. */
export function foldEarnings(lines: readonly EarnLine[], bucketsMs: readonly number[], group: EarnGroup): EarnSeries[] {
  const idOf = (line: EarnLine) => ({ listing: line.listingId, model: line.modelId, none: 'all' })[group];
  const totals = new Map<string, EarnSums>();
  for (const line of lines) totals.set(idOf(line), addEarnings(totals.get(idOf(line)) ?? NOTHING, line));
  const ids = [...totals]
    .sort(([idA, a], [idB, b]) => Number(b.earnedNano - a.earnedNano) || (idA < idB ? -1 : 1))
    .map(([id]) => id);
  const own = new Set(ids.length > MOST_SERIES ? ids.slice(0, MOST_SERIES - 1) : ids);
  const shown = own.size < ids.length ? [...own, OTHERS] : [...own];
  const places = new Map<string, EarnSums>();
  for (const line of lines) {
    const place = `${own.has(idOf(line)) ? idOf(line) : OTHERS} ${line.atMs}`;
    places.set(place, addEarnings(places.get(place) ?? NOTHING, line));
  }
  return shown.map((id) => ({ id, buckets: bucketsMs.map((atMs) => places.get(`${id} ${atMs}`) ?? NOTHING) }));
}
