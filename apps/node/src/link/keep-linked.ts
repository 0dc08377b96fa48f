import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '@spindle/shared';
import { Backoff } from './backoff.ts';
import { type Caller, dial } from './dial.ts';
import { type ServedLink, type ServeStream, serveLink } from './serve-link.ts';

/** Refusals that no waiting heals: the owner must act. */
const FINAL = new Set(['node_outdated', 'node_unknown', 'node_signature']);

export interface LinkParts {
  caller: Caller;
  serve: ServeStream;
  nowMs: () => number;
  onLinked: () => void;
  /** The link is gone, or could not be made; the next try comes in `retryMs`. */
  onUnlinked: (fault: Fault | null, retryMs: number) => void;
  random?: () => number;
}

export interface KeptLink {
  readonly linkedSinceMs: number | null;
  /** Resolves with the reason once there is no use in trying on; with null after `stop`. */
  ended: Promise<Fault | null>;
  /** Says goodbye and closes. What is still in work breaks off. */
  stop(): Promise<void>;
}

/** For the last bytes to leave after the goodbye. */
const GOODBYE_MS = 1_000;

/** Holds a link to the market, and makes it anew whenever it is lost. */
export function keepLinked(parts: LinkParts): KeptLink {
  const stopped = new AbortController();
  let link: ServedLink | null = null;
  let linkedSinceMs: number | null = null;
  const backoff = new Backoff(parts.nowMs, parts.random);

  const run = async (): Promise<Fault | null> => {
    while (!stopped.signal.aborted) {
      const dialled = await dial(parts.caller);
      let fault: Fault | null = null;
      if (dialled.ok) {
        link = serveLink(dialled.value, parts.serve);
        if (stopped.signal.aborted) link.destroy();
        linkedSinceMs = parts.nowMs();
        parts.onLinked();
        const { goodbye } = await link.ended;
        link = null;
        linkedSinceMs = null;
        fault = goodbye;
        // Let go for a reason of its own, the node would be let go again: it waits longer and longer.
        if (!goodbye || goodbye.code === 'shutting_down') backoff.ended(goodbye !== null);
      } else {
        fault = dialled.fault;
        if (FINAL.has(fault.code)) return fault;
      }
      if (stopped.signal.aborted) break;
      const retryMs = backoff.nextMs();
      parts.onUnlinked(fault, retryMs);
      await wait(retryMs, null, { signal: stopped.signal }).catch(() => {});
    }
    return null;
  };

  const ended = run();
  return {
    get linkedSinceMs() {
      return linkedSinceMs;
    },
    ended,
    stop: async () => {
      stopped.abort();
      const current = link;
      if (current) {
        current.close();
        const timer = setTimeout(() => current.destroy(), GOODBYE_MS);
        await current.ended;
        clearTimeout(timer);
      }
      await ended;
    },
  };
}
