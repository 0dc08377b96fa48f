import type { Order, Seen } from '../load/orders.ts';
import type { Bench } from '../measures/measure.ts';
import { expectClean } from '../measures/window.ts';
import { type Figure, medianInterval, percentile } from '../money/figure.ts';
import type { Peer } from '../peers/peer.ts';
import { SEALED_DOOR_MUSTS } from '../report/musts.ts';
import { pause } from '../system/clock.ts';

/** Few tokens, and slow enough that each goes at once: what is timed is the way. */
const TIMED: Order = { tokens: 2, everyMs: 125 };
const WINDOW_MS = 2_000;

type Doors = Record<'plain' | 'sealed', Peer>;

/**
 * How much later the first token comes through the sealed door. Both doors are asked all the while, so what else the
 * machine does falls on both; each window gives one difference, and the median of many has an interval.
 */
export async function measureFirstTokens(bench: Bench, doors: Doors, pairs: number): Promise<Figure> {
  const peers = [doors.plain, doors.sealed];
  for (const peer of peers) await startTimed(bench, peer);
  await pause(1_500);
  await lookAt(bench, peers);
  const times: Record<keyof Doors, number>[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    await pause(WINDOW_MS);
    const [plain, sealed] = await lookAt(bench, peers);
    // On a busy machine a window may end before either door has answered.
    if (plain?.firstTokenMs.count && sealed?.firstTokenMs.count)
      times.push({ plain: plain.firstTokenMs.p50, sealed: sealed.firstTokenMs.p50 });
  }
  for (const peer of peers) await bench.load.stop(nameOf(peer), 2_000);
  return figureOf(times);
}

const nameOf = (peer: Peer): string => `timed ${peer.name}`;

const startTimed = (bench: Bench, peer: Peer): Promise<void> =>
  bench.load.start({
    name: nameOf(peer),
    target: peer.target,
    order: TIMED,
    stream: true,
    together: 2,
    spreadMs: 200,
    repeat: true,
  });

const lookAt = (bench: Bench, peers: readonly Peer[]): Promise<Seen[]> =>
  Promise.all(
    peers.map(async (peer) => {
      const seen = await bench.load.look(nameOf(peer));
      expectClean(peer, seen, 1);
      return seen;
    }),
  );

function figureOf(times: readonly Record<keyof Doors, number>[]): Figure {
  const differences = times.map(({ plain, sealed }) => sealed - plain);
  const [from, to] = medianInterval(differences).map((it) => it.toFixed(1));
  const median = (door: keyof Doors) =>
    percentile(
      times.map((it) => it[door]),
      0.5,
    ).toFixed(1);
  return {
    what: 'first token through the sealed door, above the plain one, p50',
    ...{ value: percentile(differences, 0.5), unit: 'ms', digits: 1 },
    must: { atMost: SEALED_DOOR_MUSTS.abovePlainMs },
    beside: `95 % sure between ${from} and ${to}; ${median('sealed')} against ${median('plain')} ms; ${times.length} windows`,
  };
}
