const BLOCK_BYTES = 8 * 1024;

/**
 * The last bytes of a stream. They are copied into blocks: frames come as views of what a socket read, and a few kept bytes
 * would keep all of that in memory.
 */
export class TailBytes {
  readonly #blocks: Uint8Array[] = [];
  /** Of the whole stream: where what is kept begins and ends. The beginning is always that of a block. */
  #start = 0;
  #end = 0;

  /** How many bytes went by in all. */
  get end(): number {
    return this.#end;
  }

  get keptBytes(): number {
    return this.#end - this.#start;
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const used = this.keptBytes % BLOCK_BYTES;
      const part = bytes.subarray(at, at + BLOCK_BYTES - used);
      this.#lastBlock(used === 0).set(part, used);
      at += part.length;
      this.#end += part.length;
    }
  }

  /** Forgets whole blocks of the beginning until no more than this is kept, or one block. */
  trimTo(mostBytes: number): void {
    while (this.keptBytes > mostBytes && this.#blocks.length > 1) {
      this.#blocks.shift();
      this.#start += BLOCK_BYTES;
    }
  }

  /** @returns what follows so many bytes of the stream, or null where that is not kept (or did not come yet). */
  from(at: number): Uint8Array[] | null {
    if (at < this.#start || at > this.#end) return null;
    const rest: Uint8Array[] = [];
    let begin = this.#start;
    for (const block of this.#blocks) {
      const part = block.subarray(Math.max(0, at - begin), Math.min(BLOCK_BYTES, this.#end - begin));
      if (part.length > 0) rest.push(part);
      begin += BLOCK_BYTES;
    }
    return rest;
  }

  clear(): void {
    this.#blocks.length = 0;
    this.#start = this.#end;
  }

  #lastBlock(isFull: boolean): Uint8Array {
    const last = isFull ? undefined : this.#blocks.at(-1);
    if (last) return last;
    const block = new Uint8Array(BLOCK_BYTES);
    this.#blocks.push(block);
    return block;
  }
}
