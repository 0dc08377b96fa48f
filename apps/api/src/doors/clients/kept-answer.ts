import type { ServerResponse } from 'node:http';
import type { FrameSink } from '../../modules/relay/index.ts';
import { ResponseWriter } from '../response-writer.ts';
import { TailBytes } from './tail-bytes.ts';

/** What a connection that breaks may still have under way: more than sockets hold, and an answer of ordinary length in all. */
const MOST_BYTES = 512 * 1024;

/** All of it was sent, and its end may still be lost on the way. */
const LAST_WORD_MS = 10_000;

/** However slowly the rest is fetched: a connection can be dead and look open. */
const SLOWEST_MS = 120_000;

/**
 * An answer that outlives its connection for a while. What went out lately is kept, sealed as it is, so that the buyer can go on
 * reading where their connection broke. Nobody back in time, or more than is kept: then it ends as when any buyer leaves.
 */
export class KeptAnswer implements FrameSink {
  readonly #tail = new TailBytes();
  #reader: { response: ServerResponse; writer: ResponseWriter } | null = null;
  #isEnded = false;
  #timer: NodeJS.Timeout | null = null;
  readonly #gone = new AbortController();

  constructor(
    readonly accountId: string,
    private readonly keepMs: number,
    private readonly onOver: () => void,
  ) {}

  /** Fires when nobody waits for it any more. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  get hasBegun(): boolean {
    return this.#tail.end > 0;
  }

  /** Whether this connection is the one that is read by now. */
  isReadBy(response: ServerResponse): boolean {
    return this.#reader?.response === response;
  }

  /** Goes on over this connection, from so many bytes on. @returns false when those are not kept. */
  attach(response: ServerResponse, headers: Record<string, string>, from: number): boolean {
    const rest = this.#gone.signal.aborted ? null : this.#tail.from(from);
    if (!rest) return false;
    this.#reader?.response.destroy();
    this.#reader = null;
    // A connection that broke before the question was looked at says no more that it closes.
    if (response.destroyed) {
      this.#leave(this.keepMs);
      return true;
    }
    this.#read(response, new ResponseWriter(response, headers), rest);
    return true;
  }

  write(frames: Uint8Array): Promise<void> | null {
    if (this.#gone.signal.aborted) return null;
    this.#tail.push(frames);
    // What was read is forgotten; what nobody reads ends the answer when it is too much.
    if (this.#reader) this.#tail.trimTo(MOST_BYTES);
    else if (this.#tail.keptBytes > MOST_BYTES) this.#over();
    return this.#reader?.writer.write(frames) ?? null;
  }

  /** All of it is written. */
  end(): void {
    this.#isEnded = true;
    if (!this.#reader) return;
    this.#reader.writer.end();
    this.#leave(SLOWEST_MS);
  }

  /** It comes to nothing: whoever reads is told by other means. */
  letGo(): void {
    this.#reader = null;
    this.#over();
  }

  /** The buyer says that they want no more. */
  stop(): void {
    this.#over();
  }

  #read(response: ServerResponse, writer: ResponseWriter, rest: readonly Uint8Array[]): void {
    const reader = { response, writer };
    this.#reader = reader;
    this.#stay();
    response.once('close', () => {
      if (this.#reader !== reader) return;
      this.#reader = null;
      this.#leave(response.writableFinished ? LAST_WORD_MS : this.keepMs);
    });
    for (const part of rest) writer.write(part);
    if (this.#isEnded) this.end();
  }

  #leave(forMs: number): void {
    if (this.#gone.signal.aborted) return;
    this.#stay();
    this.#timer = setTimeout(() => this.#over(), forMs);
    this.#timer.unref();
  }

  #stay(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #over(): void {
    if (this.#gone.signal.aborted) return;
    this.#stay();
    this.#gone.abort();
    this.#tail.clear();
    this.#reader?.response.destroy();
    this.#reader = null;
    this.onOver();
  }
}
