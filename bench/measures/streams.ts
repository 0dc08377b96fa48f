import type { Order } from '../load/orders.ts';
import type { Peer } from '../peers/peer.ts';
import type { Plan } from '../plans.ts';
import { pause } from '../system/clock.ts';
import type { Bench, Measure, Reading } from './measure.ts';
import { expectClean, perPiece, watch } from './window.ts';

/** What people read along with. */
const SPEAKING = { everyMs: 50 };
/**
 * A slower rhythm for the delays: Spindle's nodes hold a token back for up to 100 ms since the one before, so that its
 * rhythm does not tell what is said. A token behind a longer silence goes at once, and shows the way alone.
 */
const UNHURRIED = { tokens: 8, everyMs: 125 };
const OPEN_WITHIN_MS = 20_000;

type StreamsPlan = Plan['streams'];

/**
 * Holds streams open: first the processor time of chunks alone, no stream beginning or ending; then, beside them, the
 * delays of streams that begin and end.
 */
export const streams =
  (plan: StreamsPlan): Measure =>
  async (bench, peer, round) => {
    const name = `streams ${peer.name} ${round}`;
    const memoryBefore = peer.memoryBytes();
    await openStreams(bench, peer, name, plan);
    try {
      const chunks = await watch(bench, peer, name, plan.cpuWindowMs);
      expectClean(peer, chunks.seen, chunks.seen.tokens);
      const memory = peer.memoryBytes() - memoryBefore;
      const timed = await timeTokens(bench, peer, `timed ${name}`, plan);
      const after = await bench.load.look(name);
      expectClean(peer, after, after.tokens);
      const thousands = chunks.seen.tokens / 1_000;
      const beside = { ...perPiece(chunks.besideMs, thousands), cores: chunks.cpuMs / chunks.forMs };
      const of = (measure: Reading['measure'], value: number, more: Record<string, number> = {}): Reading => ({
        ...{ measure, peer: peer.name, round, value },
        beside: { streams: plan.streams, ...more },
      });
      return [
        of('chunk-cpu', chunks.cpuMs / thousands, beside),
        of('first-token', timed.firstTokenMs.p50, { p99Ms: timed.firstTokenMs.p99 }),
        of('token-delay', timed.tokenMs.p50, {
          p99Ms: timed.tokenMs.p99,
          gatheredP50Ms: chunks.seen.tokenMs.p50,
          gatheredP99Ms: chunks.seen.tokenMs.p99,
        }),
        of('stream-memory', memory / 1_024 / plan.streams),
      ];
    } finally {
      await bench.load.stop(name, 0);
      // What was broken off is settled by receipts that come after it.
      await pause(1_500);
    }
  };

/** Opens them over `spreadMs`, and returns when all speak. */
async function openStreams({ load }: Bench, peer: Peer, name: string, plan: StreamsPlan): Promise<void> {
  const lifeMs = plan.spreadMs + OPEN_WITHIN_MS + plan.cpuWindowMs + plan.delayWindowMs;
  const order: Order = { ...SPEAKING, tokens: Math.ceil(lifeMs / SPEAKING.everyMs) };
  const { streams: together, spreadMs } = plan;
  await load.start({ name, target: peer.target, order, stream: true, together, spreadMs, repeat: false });
  const deadline = performance.now() + spreadMs + OPEN_WITHIN_MS;
  for (;;) {
    await pause(200);
    const seen = await load.look(name);
    expectClean(peer, seen, 1);
    if (seen.open === together) return;
    if (performance.now() < deadline) continue;
    await load.stop(name, 0);
    throw new Error(`${peer.name}: of ${together} streams only ${seen.open} opened`);
  }
}

async function timeTokens({ load }: Bench, peer: Peer, name: string, { timed, delayWindowMs }: StreamsPlan) {
  const order = UNHURRIED;
  await load.start({ name, target: peer.target, order, stream: true, together: timed, spreadMs: 500, repeat: true });
  await pause(500);
  await load.look(name);
  await pause(delayWindowMs);
  const seen = await load.look(name);
  await load.stop(name, 1_500);
  expectClean(peer, seen, seen.tokens);
  return seen;
}
