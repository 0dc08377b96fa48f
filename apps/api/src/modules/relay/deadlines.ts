/** How long each stage of an answer may take. */
export interface RelayLimits {
  /** From the call to a node to its first frame. */
  firstTokenMs: number;
  /** Between two frames. */
  idleMs: number;
  /** How long an answer that broke off waits for a machine that can go on with it. */
  takeOverMs: number;
  totalMs: number;
}

export const RELAY_LIMITS: RelayLimits = { firstTokenMs: 30_000, idleMs: 20_000, takeOverMs: 10_000, totalMs: 600_000 };

export interface Deadline {
  /** By the monotonic clock, in milliseconds; Infinity for none. */
  dueMs: number;
  onDue(): void;
}

export interface Deadlines {
  watch(deadline: Deadline): () => void;
  stop(): void;
}

/**
 * One timer for all answers: moving a deadline is an assignment, so that a thousand streams cost no timers.
 * A deadline is met up to `lookMs` late.
 */
export function createDeadlines(lookMs = 250): Deadlines {
  const watched = new Set<Deadline>();
  const look = () => {
    const now = performance.now();
    for (const deadline of watched) {
      if (deadline.dueMs > now) continue;
      watched.delete(deadline);
      deadline.onDue();
    }
  };
  const timer = setInterval(look, lookMs).unref();
  return {
    watch: (deadline) => {
      watched.add(deadline);
      return () => watched.delete(deadline);
    },
    stop: () => clearInterval(timer),
  };
}
