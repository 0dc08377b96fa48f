import type { NodeEvent, NodeState, Telemetry } from '@spindle/shared';

/** State is told at least so often: it is also how the market knows that the program, not just the network, lives. */
const REPEAT_MS = 15_000;
/** Changes of one moment are told together. */
const GATHER_MS = 20;

interface Listener {
  line(line: string): void;
  end(): void;
}

/** What the node tells the market without being asked: lines of NDJSON for `/events`. */
export class EventFeed {
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | null = null;
  readonly #repeat: NodeJS.Timeout;
  #last = '';
  #telemetry: string | null = null;

  constructor(
    private readonly state: () => NodeState,
    /** Called with each repetition, for what is looked after now and then. */
    onRepeat: () => void,
  ) {
    this.#repeat = setInterval(() => {
      onRepeat();
      this.#send(this.state());
    }, REPEAT_MS);
  }

  /** @returns what ends the listening. The state as it is now comes first. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener.line(lineOf(this.state()));
    if (this.#telemetry !== null) listener.line(this.#telemetry);
    return () => this.#listeners.delete(listener);
  }

  /** Something of the state may have changed. */
  stateChanged(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const state = this.state();
      if (lineOf(state) !== this.#last) this.#send(state);
    }, GATHER_MS);
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** How machine and engines are; whoever listens later hears the newest. */
  tell(telemetry: Telemetry): void {
    this.#telemetry = lineOf(telemetry);
    for (const listener of this.#listeners) listener.line(this.#telemetry);
  }

  announce(type: 'manifest' | 'receipts' | 'evidence'): void {
    this.#send({ type });
  }

  close(): void {
    clearInterval(this.#repeat);
    if (this.#timer) clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.end();
  }

  #send(event: NodeEvent): void {
    const line = lineOf(event);
    if (event.type === 'state') this.#last = line;
    for (const listener of this.#listeners) listener.line(line);
  }
}

const lineOf = (event: NodeEvent): string => `${JSON.stringify(event)}\n`;
