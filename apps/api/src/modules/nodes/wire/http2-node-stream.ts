import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';
import { FaultError } from '@spindle/shared';
import type { NodeStream } from '../shapes.ts';
import { isWholeAtEnd } from './call-node.ts';
import { readNodeFault } from './node-fault.ts';
import { NodeLostError } from './node-lost-error.ts';

/** A reader that falls behind by so much holds the node back, by HTTP/2's own flow control. */
const PAUSE_ABOVE_BYTES = 256 * 1024;
const MAX_ERROR_BYTES = 16 * 1024;

type End = { kind: 'whole' } | { kind: 'broken'; error: Error };

/**
 * An answer on its way from a node: the buffers as they came, uncopied and unread. Iterating throws a
 * {@link NodeLostError} as soon as the link breaks, and a `FaultError` when the node refuses the request.
 */
export class Http2NodeStream implements NodeStream {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #end: End | null = null;
  #wake: (() => void) | null = null;
  #isRefusal = false;
  #isCancelled = false;

  constructor(
    private readonly stream: ClientHttp2Stream,
    nodeId: string,
  ) {
    stream.on('response', (headers: IncomingHttpHeaders) => {
      this.#isRefusal = Number(headers[':status']) !== 200;
    });
    stream.on('data', (chunk: Buffer) => this.#push(chunk));
    stream.on('end', () => this.#finish());
    stream.on('error', () => {}); // Always followed by `close`.
    stream.on('close', () => {
      if (!this.#end) this.#settle({ kind: 'broken', error: new NodeLostError(nodeId) });
    });
  }

  /** Of a stream that has ended by itself nothing is left to reset: that would be a packet for nothing. */
  cancel(): void {
    const hasEnded = this.#end !== null && this.stream.writableFinished;
    this.#isCancelled = true;
    this.#chunks = [];
    this.#settle({ kind: 'whole' });
    if (!hasEnded) this.stream.close(constants.NGHTTP2_CANCEL);
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return {
      next: () => this.#next(),
      return: async () => {
        if (!this.#end) this.cancel();
        return { done: true, value: undefined };
      },
    };
  }

  async #next(): Promise<IteratorResult<Buffer>> {
    for (;;) {
      const chunk = this.#isRefusal ? undefined : this.#chunks.shift();
      if (chunk) {
        this.#bytes -= chunk.length;
        if (this.#bytes < PAUSE_ABOVE_BYTES && this.stream.isPaused()) this.stream.resume();
        return { done: false, value: chunk };
      }
      if (this.#end?.kind === 'broken') throw this.#end.error;
      if (this.#end) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #push(chunk: Buffer): void {
    if (this.#isCancelled) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#isRefusal && this.#bytes > MAX_ERROR_BYTES) this.cancel();
    else if (this.#bytes > PAUSE_ABOVE_BYTES) this.stream.pause();
    this.#wake?.();
  }

  #finish(): void {
    if (!isWholeAtEnd(this.stream)) return;
    if (this.#isRefusal) {
      const fault = readNodeFault(Buffer.concat(this.#chunks).toString('utf8'));
      this.#settle({ kind: 'broken', error: new FaultError(fault) });
    } else {
      this.#settle({ kind: 'whole' });
    }
  }

  /** The first end counts. */
  #settle(end: End): void {
    this.#end ??= end;
    this.#wake?.();
  }
}
