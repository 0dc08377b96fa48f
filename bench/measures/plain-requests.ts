import type { Plan } from '../plans.ts';
import { pause } from '../system/clock.ts';
import type { Bench, Measure } from './measure.ts';
import { expectClean, perPiece, watch } from './window.ts';

const ORDER = { tokens: 100, everyMs: 0 };

/** Processor time of the gateway per request that is answered whole, by as many as the machine can make. */
export const plainRequests =
  ({ together, warmRequests, warmMs, windowMs }: Plan['requests']): Measure =>
  async (bench, peer, round) => {
    const name = `plain ${peer.name} ${round}`;
    const load = { name, target: peer.target, order: ORDER, stream: false, together, spreadMs: 100, repeat: true };
    await bench.load.start(load);
    await warm(bench, name, warmRequests, warmMs);
    const { seen, cpuMs, besideMs, forMs } = await watch(bench, peer, name, windowMs);
    await bench.load.stop(name, 3_000);
    expectClean(peer, seen, seen.requests);
    const beside = {
      ...perPiece(besideMs, seen.requests),
      requestsPerSecond: (seen.requests * 1_000) / forMs,
      wholeP50Ms: seen.wholeMs.p50,
      wholeP99Ms: seen.wholeMs.p99,
    };
    return [{ measure: 'request-cpu', peer: peer.name, round, value: cpuMs / seen.requests, beside }];
  };

/** Until the compiler has seen enough of them, or too much time has gone. */
async function warm({ load }: Bench, name: string, requests: number, atMostMs: number): Promise<void> {
  const endsAtMs = performance.now() + atMostMs;
  for (let done = 0; done < requests && performance.now() < endsAtMs; ) {
    await pause(100);
    done += (await load.look(name)).requests;
  }
}
