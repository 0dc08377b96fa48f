import { createHash } from 'node:crypto';

/** Chances that are the same ones for a seed, and that nobody can tell without it. */
export class Draw {
  #at = 0;

  constructor(private readonly seed: string) {}

  /** From 0 up to, not including, 1. */
  next(): number {
    return (
      createHash('sha256')
        .update(`${this.seed}\0${this.#at++}`)
        .digest()
        .readUInt32BE(0) /
      2 ** 32
    );
  }

  /** Both ends may come. */
  number(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  one<Item>(list: readonly [Item, ...Item[]]): Item {
    return list[Math.floor(this.next() * list.length)] ?? list[0];
  }

  /** So many different ones. */
  some<Item>(list: readonly Item[], count: number): Item[] {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(Math.floor(this.next() * left.length), 1),
    ).flat();
  }
}
