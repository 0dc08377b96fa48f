import type { MeasureName, Reading } from '../measures/measure.ts';
import type { PeerName } from '../peers/peer.ts';
import { HELD_P99_MS, MUSTS, type Must } from './musts.ts';

/** One line of the table. */
export interface Line {
  measure: MeasureName;
  peer: PeerName;
  value: number;
  /** Against Portkey in the same round; null where it makes no sense, or Portkey was not there. */
  timesPortkey: number | null;
  must: string | null;
  /** Null where nothing must be reached, or it could not be told. */
  isReached: boolean | null;
  beside: Record<string, number>;
  rounds: number;
}

const COMPARED: ReadonlySet<MeasureName> = new Set<MeasureName>(['request-cpu', 'chunk-cpu']);
const ADDED: ReadonlySet<MeasureName> = new Set<MeasureName>(['first-token', 'token-delay']);

/** Draws the readings of all rounds together: medians, and medians of the ratios of each round. */
export function linesOf(readings: readonly Reading[]): Line[] {
  const added = readings.map((reading) => (ADDED.has(reading.measure) ? overDirect(reading, readings) : reading));
  const keys = new Map(
    added.map((it) => [`${it.measure} ${it.peer} ${it.measure === 'held' ? it.beside.streams : ''}`, it]),
  );
  return [...keys.values()]
    .filter(({ peer }) => peer !== 'direct')
    .map(({ measure, peer, beside }) => {
      const same = added.filter((it) => isSame(it, { measure, peer, beside }));
      const ratios = same.flatMap((it) => ratioToPortkey(it, added) ?? []);
      const line = {
        ...{ measure, peer, rounds: same.length },
        value: median(same.map(({ value }) => value)),
        timesPortkey: COMPARED.has(measure) && ratios.length > 0 ? median(ratios) : null,
        beside: mediansOf(same.map((it) => it.beside)),
      };
      return { ...line, ...judge(line) };
    });
}

const isSame = (it: Reading, { measure, peer, beside }: Pick<Reading, 'measure' | 'peer' | 'beside'>): boolean =>
  it.measure === measure && it.peer === peer && (measure !== 'held' || it.beside.streams === beside.streams);

/** What a gateway adds to what engine, load and machine take by themselves. */
function overDirect(reading: Reading, readings: readonly Reading[]): Reading {
  const direct = readings.find(
    (it) => it.peer === 'direct' && it.measure === reading.measure && it.round === reading.round,
  );
  if (!direct || reading.peer === 'direct') return reading;
  const p99Ms = Math.max(0, (reading.beside.p99Ms ?? 0) - (direct.beside.p99Ms ?? 0));
  return { ...reading, value: Math.max(0, reading.value - direct.value), beside: { ...reading.beside, p99Ms } };
}

function ratioToPortkey(reading: Reading, readings: readonly Reading[]): number | null {
  const portkey = readings.find(
    (it) => it.peer === 'portkey' && it.measure === reading.measure && it.round === reading.round,
  );
  return portkey && portkey.value > 0 ? reading.value / portkey.value : null;
}

function judge(line: Omit<Line, 'must' | 'isReached'>): Pick<Line, 'must' | 'isReached'> {
  const must = MUSTS.find(({ measure, peer }) => measure === line.measure && peer === line.peer);
  if (!must) return { must: null, isReached: null };
  const { timesPortkey, atMost, p99AtMost, streams } = must;
  if (streams !== undefined) return judgeHeld(line, streams);
  if (timesPortkey !== undefined) {
    const isReached = line.timesPortkey === null ? null : line.timesPortkey <= timesPortkey;
    return { must: `≤ ${timesPortkey.toFixed(2)}×`, isReached };
  }
  return {
    must: wordsOf(must),
    isReached: line.value <= (atMost ?? Infinity) && (line.beside.p99Ms ?? 0) <= (p99AtMost ?? Infinity),
  };
}

/** A step below what must be held says nothing against it. */
function judgeHeld(line: Pick<Line, 'value' | 'beside'>, streams: number): Pick<Line, 'must' | 'isReached'> {
  const isInTime = line.value <= HELD_P99_MS;
  const isEnough = (line.beside.streams ?? 0) >= streams;
  return { must: `≥ ${streams} within ${HELD_P99_MS} ms`, isReached: isEnough ? isInTime : isInTime ? null : false };
}

const wordsOf = ({ atMost, p99AtMost }: Must): string =>
  p99AtMost === undefined ? `≤ ${atMost}` : `≤ ${atMost} / p99 ${p99AtMost}`;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function mediansOf(all: readonly Record<string, number>[]): Record<string, number> {
  const names = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, median(all.flatMap((it) => it[name] ?? []))]));
}
