import type { Peer } from '../peers/peer.ts';
import type { Plan } from '../plans.ts';
import { HELD_P99_MS } from '../report/musts.ts';
import type { Bench, Reading } from './measure.ts';
import { streams } from './streams.ts';

/** Tries how many streams are held: upwards from the first number while they are in time, else downwards until they are. */
export async function heldStreams(
  bench: Bench,
  peer: Peer,
  { first, above, below, windowMs }: Plan['held'],
  before: readonly Reading[],
  isTimeLeft: () => boolean,
): Promise<Reading[]> {
  const readings = [await holdOnce(bench, peer, first, windowMs, before)];
  const isHeld = () => (readings.at(-1)?.value ?? 0) <= HELD_P99_MS;
  const isClimbing = isHeld();
  for (const count of isClimbing ? above : below) {
    if (!isTimeLeft() || isHeld() !== isClimbing) break;
    readings.push(await holdOnce(bench, peer, count, windowMs, before));
  }
  return readings;
}

async function holdOnce(
  bench: Bench,
  peer: Peer,
  count: number,
  windowMs: number,
  before: readonly Reading[],
): Promise<Reading> {
  const windows = { cpuWindowMs: windowMs, delayWindowMs: windowMs };
  const found = await streams({ streams: count, timed: 24, spreadMs: count * 4, ...windows })(bench, peer, 0);
  const of = (name: Reading['measure']) => found.find(({ measure }) => measure === name);
  const p99Ms = of('token-delay')?.beside.p99Ms ?? 0;
  // What engine, load and machine add by themselves with as many streams.
  const direct = before.find((it) => it.measure === 'held' && it.peer === 'direct' && it.beside.streams === count);
  const beside = {
    streams: count,
    cores: of('chunk-cpu')?.beside.cores ?? 0,
    memoryKb: of('stream-memory')?.value ?? 0,
  };
  return { measure: 'held', peer: peer.name, round: 0, value: Math.max(0, p99Ms - (direct?.value ?? 0)), beside };
}
