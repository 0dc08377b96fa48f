import type { Peer } from '../peers/peer.ts';
import type { Plan } from '../plans.ts';
import { HELD_P99_MS } from '../report/musts.ts';
import { pause } from '../system/clock.ts';
import type { Bench, Reading } from './measure.ts';
import { streams } from './streams.ts';

/** For links that broke under too many streams to be made anew. */
const RECOVERY_MS = 3_000;

/**
 * Tries how many streams are held: upwards from the first number while they are in time, else downwards until they are.
 * A number that fails is not held.
 */
export async function heldStreams(
  bench: Bench,
  peer: Peer,
  { first, above, below, windowMs }: Plan['held'],
  before: readonly Reading[],
  isTimeLeft: () => boolean,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  const hold = async (count: number): Promise<boolean> => {
    try {
      const reading = await holdOnce(bench, peer, count, windowMs, before);
      readings.push(reading);
      return reading.value <= HELD_P99_MS;
    } catch (error) {
      bench.say(`  ${count} streams are not held: ${error instanceof Error ? error.message : error}`);
      await pause(RECOVERY_MS);
      return false;
    }
  };
  const isClimbing = await hold(first);
  for (const count of isClimbing ? above : below) {
    if (!isTimeLeft() || (await hold(count)) !== isClimbing) break;
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
