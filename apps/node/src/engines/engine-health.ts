import { type Fault, fail } from '@spindle/shared';
import type { Ask, Engine, EngineEvent, Hear } from './engine.ts';

/** One failure may be a question's; so many in a row are the engine's. */
const MOST_FAILURES = 3;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;
/** Whoever gave up waiting sooner was in a hurry; later, the engine hangs. */
const SILENT_AFTER_MS = 10_000;

/** What an engine's own failures are to buyers. Their mistakes, and fullness, say nothing of it. */
const OWN_FAULT = 'engine_unreachable';

/**
 * Whether an engine that is there also answers: its list of models may stand while each answer hangs, breaks or finds no
 * memory. Down, it is tried now and then with a question of one token, and is up again once it answers that.
 */
export class EngineHealth {
  #failures = 0;
  #why: Fault | null = null;
  #retryAtMs = 0;
  #retryMs = FIRST_RETRY_MS;

  constructor(
    private readonly onDown: () => void,
    readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Why it is down, exactly; null while it is up. */
  get fault(): Fault | null {
    return this.#failures >= MOST_FAILURES ? this.#why : null;
  }

  /** Down, and it is time for a trial: the next comes later. */
  takeTrial(): boolean {
    if (this.fault === null || this.nowMs() < this.#retryAtMs) return false;
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
    this.#retryAtMs = this.nowMs() + this.#retryMs;
    return true;
  }

  heard(event: EngineEvent): void {
    if (event.kind === 'end') this.#failures = 0;
    if (event.kind === 'failed' && event.fault.code === OWN_FAULT) this.#failed(event.why ?? event.fault);
  }

  /** An answer was given up before anything of it came. */
  givenUp(waitedMs: number): void {
    if (waitedMs >= SILENT_AFTER_MS)
      this.#failed(fail('engine_silent', { seconds: Math.round(waitedMs / 1000) }).fault);
  }

  #failed(why: Fault): void {
    this.#why = why;
    this.#failures++;
    if (this.#failures !== MOST_FAILURES) return;
    this.#retryMs = FIRST_RETRY_MS;
    this.#retryAtMs = this.nowMs() + FIRST_RETRY_MS;
    this.onDown();
  }
}

/** The same engine, whose answers tell of its health. */
export function watchAnswers(engine: Engine, health: EngineHealth): Engine {
  return {
    get name() {
      return engine.name;
    },
    get abilities() {
      return engine.abilities;
    },
    get facts() {
      return engine.facts ?? null;
    },
    get warnings() {
      return engine.warnings ?? [];
    },
    readLoad: async () => (await engine.readLoad?.()) ?? null,
    check: () => engine.check(),
    answer: (ask, signal, hear) => answer(engine, health, ask, signal, hear),
    close: () => engine.close(),
  };
}

async function answer(engine: Engine, health: EngineHealth, ask: Ask, signal: AbortSignal, hear: Hear): Promise<void> {
  const startedAtMs = health.nowMs();
  let isSilent = true;
  await engine.answer(ask, signal, (event) => {
    isSilent = false;
    if (event.kind === 'end' || event.kind === 'failed') health.heard(event);
    return hear(event);
  });
  if (isSilent && signal.aborted) health.givenUp(health.nowMs() - startedAtMs);
}
