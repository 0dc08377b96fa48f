/** How many lines run at once, over all batches of this broker. */
export class Slots {
  #taken = 0;

  constructor(private readonly max: number) {}

  /** Up to so many slots. @returns what gives each of them back. */
  take(wanted: number): (() => void)[] {
    const count = Math.max(0, Math.min(wanted, this.max - this.#taken));
    this.#taken += count;
    return Array.from({ length: count }, () => () => {
      this.#taken--;
    });
  }
}
