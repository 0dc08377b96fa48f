import { type Fault, fail } from '@spindle/shared';

/** A machine that links more often within two minutes, once in four seconds, has no use of it. */
const MOST_LINKS = 30;
const WINDOW_MS = 120_000;
/** So long it must stay away then, twice as long each time. */
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** After so long without a pause, earlier trouble counts no more. */
const FORGIVEN_MS = 15 * 60_000;
/** Links that were taken over while they lived: a bad network makes one or two, two machines with one identity go on. */
const MOST_TAKEN_OVER = 3;
const TWINS_MS = 10 * 60_000;
/** More machines than one broker links. Whoever came longest ago is forgotten first. */
const MOST = 20_000;

interface Kept {
  linkedAtMs: number[];
  takenOverAtMs: number[];
  /** Until when it may not come, why, and how often that was so. */
  pause: { untilMs: number; fault: Fault; times: number } | null;
}

/**
 * How machines behave towards the market, as far as this broker has seen: how often they link, what they were let go for,
 * and whether two of them go by one identity. Whoever does too much of it waits outside; nobody else is slower for it.
 */
export class Conduct {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly nowMs: () => number) {}

  /** @returns why a machine may not come now, with the seconds that it must wait; null when it may. */
  waits(nodeId: string): Fault | null {
    const pause = this.#kept.get(nodeId)?.pause;
    const leftMs = (pause?.untilMs ?? 0) - this.nowMs();
    if (!pause || leftMs <= 0) return null;
    return { ...pause.fault, facts: { ...pause.fault.facts, seconds: Math.ceil(leftMs / 1000) } };
  }

  /** A machine that has proven who it is comes in. @returns `node_flaps` when it has come too often. */
  comes(nodeId: string): Fault | null {
    const kept = this.#of(nodeId);
    const now = this.nowMs();
    kept.linkedAtMs = [...kept.linkedAtMs, now].filter((atMs) => atMs > now - WINDOW_MS);
    if (kept.linkedAtMs.length <= MOST_LINKS) return null;
    kept.linkedAtMs = [];
    const { fault } = fail('node_flaps', { limit: MOST_LINKS });
    this.letGo(nodeId, fault);
    return this.waits(nodeId);
  }

  /** It was let go for what it did: it waits before it comes again, and longer each time. */
  letGo(nodeId: string, fault: Fault): void {
    const kept = this.#of(nodeId);
    const now = this.nowMs();
    const isForgiven = kept.pause === null || now > kept.pause.untilMs + FORGIVEN_MS;
    const times = isForgiven ? 0 : (kept.pause?.times ?? 0);
    const untilMs = now + Math.min(FIRST_PAUSE_MS * 2 ** times, LONGEST_PAUSE_MS);
    kept.pause = { untilMs, fault, times: times + 1 };
  }

  /** A link that lived was taken over by a newer one of the same identity. */
  takenOver(nodeId: string): void {
    const kept = this.#of(nodeId);
    kept.takenOverAtMs = [...this.#recent(kept), this.nowMs()].slice(-2 * MOST_TAKEN_OVER);
  }

  /** Since when two machines have gone by one identity; null when that was not seen in the last ten minutes. */
  twinsSinceMs(nodeId: string): number | null {
    const kept = this.#kept.get(nodeId);
    const recent = kept ? this.#recent(kept) : [];
    return recent.length >= MOST_TAKEN_OVER ? (recent[0] ?? null) : null;
  }

  #recent({ takenOverAtMs }: Kept): number[] {
    const now = this.nowMs();
    return takenOverAtMs.filter((atMs) => atMs > now - TWINS_MS);
  }

  #of(nodeId: string): Kept {
    const kept = this.#kept.get(nodeId) ?? { linkedAtMs: [], takenOverAtMs: [], pause: null };
    this.#kept.delete(nodeId);
    this.#kept.set(nodeId, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}
