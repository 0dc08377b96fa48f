import type { Nodes } from '../../nodes/index.ts';
import type { AskAsBuyer } from './ask-as-buyer.ts';

export interface WatchDeps {
  nodes: Pick<Nodes, 'inFlight' | 'presence'>;
  /** Requests of buyers that wait for a slot anywhere. */
  waiting(): number;
}

const LOOK_MS = 25;
/** Streams that have ended are gone from the link a moment later. */
const SETTLE_MS = 500;

/** While a machine is measured: a buyer who comes, there or to the queue, ends it at once. */
export class BuyerWatch {
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #own = 0;

  constructor(
    private readonly deps: WatchDeps,
    private readonly nodeId: string,
  ) {
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Counts what is asked through it, so that buyers' answers can be told from the market's own. */
  asking(ask: AskAsBuyer): AskAsBuyer {
    return async (...asked) => {
      this.#own++;
      try {
        return await ask(...asked);
      } finally {
        // Counted a little longer: its stream is closed a moment after its last word.
        setTimeout(() => this.#own--, LOOK_MS * 2);
      }
    };
  }

  /** Resolves when nothing is under way there any more. */
  async settled(): Promise<void> {
    const untilMs = performance.now() + SETTLE_MS;
    while (this.deps.nodes.inFlight(this.nodeId) > 0 && performance.now() < untilMs) await pause(LOOK_MS);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const isBuyerThere = this.deps.nodes.inFlight(this.nodeId) > this.#own;
    if (isBuyerThere || this.deps.waiting() > 0) this.#stop.abort();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
