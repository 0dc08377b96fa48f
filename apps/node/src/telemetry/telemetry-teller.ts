import type { Telemetry } from '@spindle/shared';

/** Told so often at most, and at least. */
const EVERY_MS = 5_000;
/** Soon after the start, when the engines were checked. */
const FIRST_MS = 500;
const REPEAT_MS = 60_000;

export interface TellerParts {
  collect(): Promise<Telemetry>;
  /** Nobody listens: nothing is collected. */
  isHeard(): boolean;
  tell(telemetry: Telemetry): void;
  nowMs?: () => number;
  everyMs?: number;
}

/** Tells how the machine is: when it has changed, one look at a time. */
export class TelemetryTeller {
  #timer: NodeJS.Timeout | null = null;
  #last = '';
  #toldAtMs = 0;
  #isClosed = false;

  constructor(private readonly parts: TellerParts) {
    this.#wait(Math.min(FIRST_MS, parts.everyMs ?? EVERY_MS));
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #wait(ms: number): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#look(), ms);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    try {
      if (this.parts.isHeard()) this.#compare(await this.parts.collect());
    } catch {
      // Nothing of the work depends on it: the next look may be luckier.
    } finally {
      this.#wait(this.parts.everyMs ?? EVERY_MS);
    }
  }

  #compare(telemetry: Telemetry): void {
    if (this.#isClosed) return;
    const now = this.parts.nowMs?.() ?? performance.now();
    const line = JSON.stringify(telemetry);
    if (line === this.#last && now - this.#toldAtMs < REPEAT_MS) return;
    this.#last = line;
    this.#toldAtMs = now;
    this.parts.tell(telemetry);
  }
}
