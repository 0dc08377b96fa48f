import { pause } from '../system/clock.ts';
import type { Ask } from './ask.ts';
import { openAiAsk } from './ask-openai.ts';
import { sealedAsk } from './ask-sealed.ts';
import type { Load, Seen } from './orders.ts';
import { Samples } from './samples.ts';
import { StampReader } from './stamp-reader.ts';

/** A load at work. */
export class RunningLoad {
  readonly #stop = new AbortController();
  readonly #wholeMs = new Samples();
  readonly #firstTokenMs = new Samples();
  readonly #tokenMs = new Samples();
  readonly #workers: Promise<unknown>;
  #isStopping = false;
  #requests = 0;
  #failures = 0;
  #failure: string | null = null;
  #open = 0;
  #tokens = 0;
  #bytes = 0;
  readonly #request: Ask;

  constructor(private readonly load: Load) {
    const { target, together, spreadMs } = load;
    const onBytes = (count: number) => {
      this.#bytes += count;
    };
    this.#request = target.kind === 'sealed' ? sealedAsk(target, onBytes) : openAiAsk(target, onBytes);
    this.#workers = Promise.all(
      Array.from({ length: together }, (_, at) => this.#work((spreadMs * at) / Math.max(1, together))),
    );
  }

  look(): Seen {
    const counts = { requests: this.#requests, tokens: this.#tokens, bytes: this.#bytes };
    const seen = { ...counts, failures: this.#failures, failure: this.#failure };
    [this.#requests, this.#failures, this.#failure, this.#tokens, this.#bytes] = [0, 0, null, 0, 0];
    const spreads = {
      wholeMs: this.#wholeMs.take(),
      firstTokenMs: this.#firstTokenMs.take(),
      tokenMs: this.#tokenMs.take(),
    };
    return { ...seen, ...spreads, open: this.#open };
  }

  async stop(patienceMs: number): Promise<Seen> {
    this.#isStopping = true;
    await Promise.race([this.#workers, pause(patienceMs)]);
    this.#stop.abort();
    await this.#workers;
    return this.look();
  }

  async #work(afterMs: number): Promise<void> {
    await pause(afterMs);
    do {
      if (this.#isStopping) return;
      try {
        await this.#ask();
        this.#requests += 1;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#failures += 1;
        this.#failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        await pause(50);
      }
    } while (this.load.repeat);
  }

  async #ask(): Promise<void> {
    const { order, stream } = this.load;
    const startedAtMs = performance.now();
    let hasBegun = false;
    const stamps = new StampReader((ms) => {
      this.#tokens += 1;
      this.#tokenMs.add(ms);
      if (hasBegun) return;
      hasBegun = true;
      this.#open += 1;
      this.#firstTokenMs.add(performance.now() - startedAtMs);
    });
    const onText = (text: string) => stamps.read(text);
    const { signal } = this.#stop;
    try {
      await this.#request(order, stream, onText, signal);
      this.#wholeMs.add(performance.now() - startedAtMs);
    } finally {
      if (hasBegun) this.#open -= 1;
    }
  }
}
