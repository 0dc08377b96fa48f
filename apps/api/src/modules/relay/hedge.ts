import type { Policy } from '@spindle/shared';
import type { NodePresence } from '../nodes/index.ts';
import type { Live } from './live-attempt.ts';

/** Faster than this nobody notices, and every second request would be asked twice. */
const LEAST_MS = 50;

/**
 * After how long a buyer who asked for the fastest gets a second machine: when this one is later with its first token than
 * in nineteen of twenty answers of its own. Null: never.
 */
export function hedgeAfterMs(policy: Policy, presence: NodePresence | null): number | null {
  const p95 = presence?.firstTokenP95Ms ?? null;
  return policy === 'fastest' && p95 !== null ? Math.max(p95, LEAST_MS) : null;
}

export interface Race {
  winner: Live;
  /** The other one, if a second was started. */
  loser: Live | null;
}

/**
 * Waits for the first word of one machine, and starts another beside it when that takes too long. Whoever speaks first
 * answers; one that fails leaves the answer to the other.
 */
export async function hedge(
  leader: Live,
  start: () => Live | null,
  afterMs: number,
  signal: AbortSignal,
): Promise<Race> {
  const isLate = await isSilentFor(leader, afterMs, signal);
  const follower = isLate && !signal.aborted ? start() : null;
  if (!follower) return { winner: leader, loser: null };
  const winner = await firstToSpeak(leader, follower, signal);
  return { winner, loser: winner === leader ? follower : leader };
}

function isSilentFor({ opened }: Live, afterMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (isLate: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      resolve(isLate);
    };
    const leave = () => done(false);
    const timer = setTimeout(() => done(true), afterMs);
    signal.addEventListener('abort', leave, { once: true });
    opened.first.then(leave, leave);
  });
}

/** The leader when both fail, or the buyer leaves: what becomes of it then is told as of any other. */
async function firstToSpeak(leader: Live, follower: Live, signal: AbortSignal): Promise<Live> {
  const spoken = async (live: Live): Promise<Live> => {
    try {
      const { done } = await live.opened.first;
      if (!done) return live;
    } catch (error) {
      live.error = error;
    }
    throw new Error('silent');
  };
  const left = new Promise<Live>((resolve) => {
    signal.addEventListener('abort', () => resolve(leader), { once: true });
  });
  try {
    return await Promise.race([Promise.any([spoken(leader), spoken(follower)]), left]);
  } catch {
    return leader;
  }
}
