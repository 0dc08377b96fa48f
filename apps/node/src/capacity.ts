/** Weight of the newest answer in the smoothed speed. */
const SMOOTHING = 0.2;
/** Shorter answers say nothing of the speed. */
const MIN_TOKENS = 8;

/** One answer in work. */
export interface Slot {
  /** Tells how the answer went, for the node's measured speed. */
  measure(answer: { firstTokenMs: number; outputTokens: number; totalMs: number }): void;
  /** Gives the slot back; a second call does nothing. */
  free(): void;
}

/** How many answers run at a time, and how fast they were. */
export class Capacity {
  #busy = 0;
  #isDraining = false;
  #isPaused = false;
  #onIdle: () => void = () => {};
  #firstTokenMs: number | null = null;
  #tokensPerSecond: number | null = null;

  constructor(
    readonly slots: number,
    private readonly onChange: () => void,
  ) {}

  get busy(): number {
    return this.#busy;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get speed(): { firstTokenMs: number | null; tokensPerSecond: number | null } {
    return { firstTokenMs: this.#firstTokenMs, tokensPerSecond: this.#tokensPerSecond };
  }

  /** @returns null when all slots are busy, or the node takes nothing: it is paused, or about to stop. */
  take(): Slot | null {
    if (this.#isDraining || this.#isPaused || this.#busy >= this.slots) return null;
    this.#busy++;
    this.onChange();
    let isFree = false;
    return {
      measure: (answer) => this.#measure(answer),
      free: () => {
        if (isFree) return;
        isFree = true;
        this.#busy--;
        this.onChange();
        if (this.#busy === 0) this.#onIdle();
      },
    };
  }

  /** Takes nothing more until told otherwise; what runs goes on. */
  pause(isPaused: boolean): void {
    if (this.#isPaused === isPaused) return;
    this.#isPaused = isPaused;
    this.onChange();
  }

  /** Takes nothing more. Resolves when the answers in work have ended, or patience has; null waits for the former. */
  async drain(patienceMs: number | null): Promise<void> {
    this.#isDraining = true;
    this.onChange();
    if (this.#busy === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      if (patienceMs !== null) timer = setTimeout(resolve, patienceMs);
    });
    clearTimeout(timer);
  }

  #measure({ firstTokenMs, outputTokens, totalMs }: Parameters<Slot['measure']>[0]): void {
    this.#firstTokenMs = Math.round(smooth(this.#firstTokenMs, firstTokenMs));
    const speakingMs = totalMs - firstTokenMs;
    if (outputTokens < MIN_TOKENS || speakingMs <= 0) return;
    this.#tokensPerSecond = round1(smooth(this.#tokensPerSecond, ((outputTokens - 1) * 1000) / speakingMs));
  }
}

const smooth = (old: number | null, now: number): number => (old === null ? now : old + SMOOTHING * (now - old));
const round1 = (value: number): number => Math.round(value * 10) / 10;
