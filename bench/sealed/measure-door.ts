import { fileURLToPath } from 'node:url';
import { LoadProcess } from '../load/load-process.ts';
import type { Order } from '../load/orders.ts';
import type { Bench } from '../measures/measure.ts';
import { expectClean, watch } from '../measures/window.ts';
import { type Figure, percentile } from '../money/figure.ts';
import { directPeer } from '../peers/direct.ts';
import type { Peer } from '../peers/peer.ts';
import { startSpindle } from '../peers/spindle.ts';
import { SEALED_DOOR_MUSTS } from '../report/musts.ts';
import { portOf, startNode } from '../system/children.ts';
import { pause } from '../system/clock.ts';
import { cpuMs } from '../system/proc.ts';
import { measureFirstTokens } from './measure-first-tokens.ts';

const MODEL = 'openai/gpt-oss-20b';
const ENGINE = fileURLToPath(new URL('../mock-engine.mjs', import.meta.url));

/** An answer as people read it: 20 tokens a second. */
const SPOKEN: Order = { tokens: 60, everyMs: 50 };
const ANSWER_TOKENS = [60, 300];

export interface DoorPlan {
  rounds: number;
  streams: number;
  warmMs: number;
  windowMs: number;
  /** How often the first token is timed through both doors. */
  pairs: number;
}

/** Processor time of the broker for a whole stream, ms. */
type StreamCpu = Record<'plain' | 'sealed', number>;

/**
 * The sealed door beside the plain one, before the same engine, in turns.
 * @param stops gets what stops the market and the load.
 */
export async function measureDoor(
  plan: DoorPlan,
  stops: (() => Promise<void>)[],
  say: (line: string) => void,
): Promise<Figure[]> {
  say('starting the market');
  const engine = startNode([ENGINE, MODEL]);
  const engineUrl = `http://127.0.0.1:${await portOf(engine)}/v1`;
  const { plain, sealed } = await startSpindle(engineUrl, MODEL, 1, stops);
  const load = new LoadProcess();
  stops.push(() => load.close());
  const bench: Bench = { load, engineCpuMs: () => cpuMs(engine.pid ?? 0), say };
  const doors = { plain, sealed: withEvidence(sealed) };
  const rounds: StreamCpu[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    const cpu = {
      plain: await streamCpu(bench, doors.plain, plan),
      sealed: await streamCpu(bench, doors.sealed, plan),
    };
    rounds.push(cpu);
    say(`round ${round + 1}: ${JSON.stringify(cpu)}`);
  }
  say('the first token, through both doors');
  const first = await measureFirstTokens(bench, doors, plan.pairs);
  say('the bytes of answers');
  // Bytes are counted, so all of it may go at once: the longest answer takes a quarter of a minute.
  const direct = directPeer(engineUrl, MODEL);
  const bytes = await Promise.all(ANSWER_TOKENS.map((tokens) => answerBytes(bench, direct, sealed, tokens)));
  return [cpuFigure(rounds, plan), first, ...bytes];
}

const withEvidence = (peer: Peer): Peer =>
  peer.target.kind === 'sealed' ? { ...peer, target: { ...peer.target, withEvidence: true } } : peer;

/** Streams that begin and end, so many at a time. */
async function streamCpu(bench: Bench, peer: Peer, { streams, warmMs, windowMs }: DoorPlan): Promise<number> {
  const name = `spoken ${peer.name}`;
  const spreadMs = SPOKEN.tokens * SPOKEN.everyMs;
  await bench.load.start({
    name,
    target: peer.target,
    order: SPOKEN,
    stream: true,
    together: streams,
    spreadMs,
    repeat: true,
  });
  await pause(spreadMs + warmMs);
  const { seen, cpuMs: spentMs } = await watch(bench, peer, name, windowMs);
  // What is open ends by itself: streams that are broken off would be settled in the next window.
  await bench.load.stop(name, spreadMs + 1_000);
  // Counted by tokens: on a busy machine a window may end before any stream does.
  expectClean(peer, seen, seen.tokens);
  return spentMs / (seen.tokens / SPOKEN.tokens);
}

/** The same answer, with all that belongs to it, as both ways bring it. */
async function answerBytes(bench: Bench, direct: Peer, sealed: Peer, tokens: number): Promise<Figure> {
  const bytesBy = async (peer: Peer): Promise<number> => {
    const name = `bytes ${peer.name} ${tokens}`;
    const order = { ...SPOKEN, tokens };
    await bench.load.start({
      name,
      target: peer.target,
      order,
      stream: true,
      together: 4,
      spreadMs: 100,
      repeat: false,
    });
    // A load that is stopped before it has begun asks nothing.
    await pause(500);
    const seen = await bench.load.stop(name, 4 * tokens * SPOKEN.everyMs);
    expectClean(peer, seen, seen.requests);
    return seen.bytes / seen.requests;
  };
  const [sse = 0, frames = 0] = await Promise.all([direct, sealed].map(bytesBy));
  return {
    what: `bytes of an answer of ${tokens} tokens, against OpenAI’s SSE`,
    value: frames / sse,
    unit: '×',
    digits: 2,
    must: { atMost: SEALED_DOOR_MUSTS.timesSseBytes },
    beside: `${frames.toFixed(0)} against ${sse.toFixed(0)} bytes, receipt and all`,
  };
}

function cpuFigure(rounds: readonly StreamCpu[], { streams }: DoorPlan): Figure {
  const median = (of: (round: StreamCpu) => number) => percentile(rounds.map(of), 0.5);
  const [plain, sealed] = [median((it) => it.plain), median((it) => it.sealed)];
  return {
    what: `broker’s processor time for a stream of ${SPOKEN.tokens} tokens, sealed against plain`,
    value: median((it) => it.sealed / it.plain),
    unit: '×',
    digits: 2,
    must: { atMost: SEALED_DOOR_MUSTS.timesPlainCpu },
    beside: `${sealed.toFixed(1)} against ${plain.toFixed(1)} ms, ${streams} streams at a time`,
  };
}
