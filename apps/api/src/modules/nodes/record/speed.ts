const SMOOTHING = 0.3;

/** How fast a node is: exponentially smoothed, so that one slow minute neither hides nor rules. */
export class Speed {
  #firstTokenMs: number | null;
  #tokensPerSecond: number | null;

  constructor(firstTokenMs: number | null, tokensPerSecond: number | null) {
    this.#firstTokenMs = firstTokenMs;
    this.#tokensPerSecond = tokensPerSecond;
  }

  get firstTokenMs(): number | null {
    return this.#firstTokenMs;
  }

  get tokensPerSecond(): number | null {
    return this.#tokensPerSecond;
  }

  add(measured: { firstTokenMs: number; tokensPerSecond: number | null }): void {
    this.#firstTokenMs = Math.round(smooth(this.#firstTokenMs, measured.firstTokenMs));
    if (measured.tokensPerSecond === null) return;
    this.#tokensPerSecond = Math.round(smooth(this.#tokensPerSecond, measured.tokensPerSecond) * 10) / 10;
  }
}

const smooth = (old: number | null, now: number): number => (old === null ? now : old + SMOOTHING * (now - old));
