import { monotonicUs } from '../system/clock.ts';

const STAMP_CHARACTERS = 16;

/** Finds the engine's stamps (`@` and 15 digits) in what comes, however it was cut. */
export class StampReader {
  #rest = '';

  /** @param onDelay called for each stamp with how long it was on its way, in ms. */
  constructor(private readonly onDelay: (ms: number) => void) {}

  read(piece: string): void {
    const text = this.#rest + piece;
    const now = monotonicUs();
    let at = text.indexOf('@');
    while (at !== -1 && at + STAMP_CHARACTERS <= text.length) {
      this.onDelay((now - Number(text.slice(at + 1, at + STAMP_CHARACTERS))) / 1_000);
      at = text.indexOf('@', at + STAMP_CHARACTERS);
    }
    this.#rest = at === -1 ? '' : text.slice(at);
  }
}
