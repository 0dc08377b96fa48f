import type { Transport } from './transport.ts';
import { type Course, isAway, notKept, wayOn } from './way-on.ts';

export interface ResumingParts {
  /** Sends the question, under the same quote each time. */
  begin(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  transport: Transport;
  keep: { id: string; ms: number };
  /** True when the answer's last word was read. */
  isEnded(): boolean;
  /** The person stops it. */
  signal: AbortSignal | undefined;
  /** Calls the listener when the device is back where the network is: a connection that seems open may be dead. */
  onReturn: ((listener: () => void) => () => void) | undefined;
  /** Told when the connection is lost, and when there is one again. */
  onConnection: ((isThere: boolean) => void) | undefined;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/**
 * The bytes of one answer over as many connections as it takes: what is asked for again is the rest of the same answer, so that
 * it is never paid twice (see `wayOn`). Fails with `answer_not_kept` when the market no longer has it, or the device was away
 * for longer than it is kept.
 */
export async function* resuming(parts: ResumingParts): AsyncGenerator<Uint8Array, void> {
  const { transport, keep, signal } = parts;
  const course: Course = { received: 0, sent: 1 };
  const lost: Losses = { sinceMs: null, times: 0 };
  let open = parts.begin;
  const resume = (over: AbortSignal) =>
    transport.resume?.({ id: keep.id, from: course.received }, over) ?? Promise.reject(notKept());
  try {
    for (;;) {
      signal?.throwIfAborted();
      const connection = connectionOf(parts);
      let way: ReturnType<typeof wayOn>;
      try {
        const stream = await open(connection.signal);
        if (open === resume || course.sent > 1) parts.onConnection?.(true);
        for await (const chunk of stream) {
          course.received += chunk.length;
          Object.assign(lost, { sinceMs: null, times: 0 });
          yield chunk;
        }
        if (parts.isEnded()) return;
        way = 'resume';
      } catch (error) {
        if (signal?.aborted) throw error;
        way = open === resume && isAway(error) ? 'resume' : wayOn(error, connection.signal.aborted, course);
        if (way === null) throw error;
      } finally {
        connection.leave();
      }
      if (way instanceof Error) throw way;
      if (way === 'send') course.sent += 1;
      open = way === 'send' ? parts.begin : resume;
      lost.times += 1;
      lost.sinceMs ??= performance.now();
      if (performance.now() - lost.sinceMs > keep.ms) throw notKept();
      parts.onConnection?.(false);
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** (lost.times - 1), LONGEST_PAUSE_MS), parts);
    }
  } finally {
    // Whoever leaves before the end wants no more of it: without a word the market would go on for a while.
    if (!parts.isEnded()) void transport.stop?.({ id: keep.id }).catch(() => undefined);
  }
}

/** Those since the last byte. */
interface Losses {
  sinceMs: number | null;
  times: number;
}

/** Ends when the person stops, and when the device returns from where it may have died unnoticed. */
function connectionOf({ signal, onReturn }: ResumingParts): { signal: AbortSignal; leave(): void } {
  const connection = new AbortController();
  const stop = () => connection.abort(signal?.reason);
  const leaveReturn = onReturn?.(() => connection.abort());
  signal?.addEventListener('abort', stop);
  return {
    signal: connection.signal,
    leave: () => {
      leaveReturn?.();
      signal?.removeEventListener('abort', stop);
    },
  };
}

/** Over when its time is, or the device returns. Fails when the person stops. */
async function pause(ms: number, { signal, onReturn }: ResumingParts): Promise<void> {
  await new Promise<void>((resolve) => {
    const leaveReturn = onReturn?.(() => over());
    const timer = setTimeout(() => over(), ms);
    signal?.addEventListener('abort', over);
    function over() {
      clearTimeout(timer);
      leaveReturn?.();
      signal?.removeEventListener('abort', over);
      resolve();
    }
  });
  signal?.throwIfAborted();
}
