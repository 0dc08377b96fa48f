import type { Endpoint, EndpointNotice, EndpointState } from './endpoint.ts';
import { judgeHeads } from './judge-heads.ts';

/** How often each server is asked for its newest block. */
const LOOK_EVERY_MS = 5_000;
/** A server that fails is left alone for so long, and the others serve. */
const REST_MS = 30_000;
/** One account that can't be read says little; so many reads in a row say that the server can't. */
const FAILURES = 3;

export interface WatchDeps {
  endpoints: readonly Endpoint[];
  nowMs(): number;
  onNotice(notice: EndpointNotice): void;
}

/** Knows which servers may be believed just now. */
export interface EndpointWatch {
  /** Those that are fresh, after a look at all whenever the last one is some seconds old. */
  fresh(): Promise<Endpoint[]>;
  /** It was asked and did not answer. @param isWhole nothing at all could be read, so others must serve at once. */
  failed(endpoint: Endpoint, isWhole: boolean): void;
  answered(endpoint: Endpoint): void;
}

export function createEndpointWatch({ endpoints, nowMs, onNotice }: WatchDeps): EndpointWatch {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  function become(endpoint: Endpoint, state: EndpointState, behindSeconds: number | null): void {
    if (endpoint.state === state) return;
    onNotice({ kind: 'endpoint', endpoint: endpoint.name, was: endpoint.state, is: state, behindSeconds });
    endpoint.state = state;
    endpoint.sinceMs = nowMs();
  }

  async function look(): Promise<void> {
    const heads = await Promise.all(endpoints.map(({ reader }) => reader.head()));
    for (const [at, endpoint] of endpoints.entries()) {
      const answer = heads[at];
      if (answer?.ok) endpoint.head = answer.value;
    }
    const known = heads.map((head) => (head.ok ? head.value : null));
    const states = judgeHeads(known, nowMs() / 1_000);
    const newest = Math.max(...known.map((head) => head?.timeSeconds ?? 0));
    for (const [at, endpoint] of endpoints.entries()) {
      const head = known[at];
      const isResting = nowMs() < endpoint.restsUntilMs;
      become(endpoint, isResting ? 'silent' : (states[at] ?? 'silent'), head ? newest - head.timeSeconds : null);
    }
    lookedAtMs = nowMs();
  }

  return {
    fresh: async () => {
      if (nowMs() - lookedAtMs >= LOOK_EVERY_MS) {
        looking ??= look().finally(() => {
          looking = null;
        });
        await looking;
      }
      return endpoints.filter(({ state }) => state === 'fresh');
    },
    failed: (endpoint, isWhole) => {
      endpoint.failures += 1;
      // The only one is asked again and again: nobody else could serve.
      if (endpoints.length === 1 || (!isWhole && endpoint.failures < FAILURES)) return;
      endpoint.restsUntilMs = nowMs() + REST_MS;
      become(endpoint, 'silent', null);
    },
    answered: (endpoint) => {
      endpoint.failures = 0;
    },
  };
}
