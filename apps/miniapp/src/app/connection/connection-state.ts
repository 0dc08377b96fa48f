/** How it stands between this page and the market, as far as questions and answers tell. */
export type Connection =
  | { kind: 'fine' }
  /** No answer; since the first question that got none. */
  | { kind: 'down'; sinceMs: number }
  /** A question waits unusually long. */
  | { kind: 'slow'; sinceMs: number }
  /** The market speaks of what this page does not know, or the other way round. */
  | { kind: 'unlike'; sinceMs: number };

export type ConnectionEvent =
  | { kind: 'answered' }
  | { kind: 'unanswered'; atMs: number }
  | { kind: 'strange'; atMs: number }
  /** @param oldestMs since when the oldest open question waits; null when none is open. */
  | { kind: 'looked'; atMs: number; oldestMs: number | null };

export const SLOW_AFTER_MS = 6_000;

/** The next state. What is known for sure stays until an answer ends it: a network that comes and goes must not make it flicker. */
export function nextConnection(before: Connection, event: ConnectionEvent): Connection {
  switch (event.kind) {
    case 'answered':
      return before.kind === 'unlike' || before.kind === 'fine' ? before : { kind: 'fine' };
    case 'unanswered':
      return before.kind === 'down' ? before : { kind: 'down', sinceMs: event.atMs };
    case 'strange':
      return before.kind === 'unlike' ? before : { kind: 'unlike', sinceMs: event.atMs };
    case 'looked':
      return looked(before, event);
  }
}

function looked(before: Connection, { atMs, oldestMs }: { atMs: number; oldestMs: number | null }): Connection {
  const isSlow = oldestMs !== null && atMs - oldestMs >= SLOW_AFTER_MS;
  if (before.kind === 'fine') return isSlow ? { kind: 'slow', sinceMs: oldestMs } : before;
  return before.kind === 'slow' && !isSlow ? { kind: 'fine' } : before;
}
