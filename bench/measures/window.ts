import type { Seen } from '../load/orders.ts';
import type { Peer } from '../peers/peer.ts';
import { pause } from '../system/clock.ts';
import type { Bench } from './measure.ts';

/** What happened between two looks. */
export interface Window {
  seen: Seen;
  cpuMs: number;
  besideMs: Record<string, number>;
  forMs: number;
}

const LONGEST_WINDOWS = 3;

/** Looks at a load that runs for `forMs`, beside the processor time of gateway, engine and what works with them. */
export async function watch({ load, engineCpuMs }: Bench, peer: Peer, name: string, forMs: number): Promise<Window> {
  const readings = () => ({ ...peer.besideMs(), engine: engineCpuMs() });
  await load.look(name);
  const [cpu, beside, startedAtMs] = [peer.cpuMs(), readings(), performance.now()];
  let seen: Seen;
  do {
    await pause(forMs);
    seen = await load.look(name);
    // A machine that is this busy gets more time; nothing was seen, so nothing is lost.
  } while (seen.requests + seen.tokens === 0 && performance.now() - startedAtMs < LONGEST_WINDOWS * forMs);
  const besideNow: Record<string, number> = readings();
  const besideMs = Object.entries(beside).map(([part, before]) => [part, (besideNow[part] ?? before) - before]);
  return {
    seen,
    cpuMs: peer.cpuMs() - cpu,
    besideMs: Object.fromEntries(besideMs),
    forMs: performance.now() - startedAtMs,
  };
}

/** @throws when a load has failures, or did nothing. */
export function expectClean(peer: Peer, seen: Seen, done: number): void {
  const failures = seen.failures > 0 ? `${seen.failures} requests failed (${seen.failure})` : null;
  if (failures ?? done === 0) throw new Error(`${peer.name}: ${failures ?? 'nothing was answered'}`);
}

/** Each of the named amounts, per piece of work: `postgresMs`. */
export const perPiece = (amounts: Record<string, number>, pieces: number): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [`${name}Ms`, amount / pieces]));
