import { constants, type ServerHttp2Stream } from 'node:http2';
import { encodeJsonFrame } from '@spindle/sealed/node';
import { errorEntry, errorText, type Fault, FrameType } from '@spindle/shared';
import type { Reply } from '../answer/reply.ts';

/** The reply to `/infer`: frames, or an error with its HTTP status. */
export class Http2Reply implements Reply {
  readonly #cancel = new AbortController();
  #hasBegun = false;
  #isEnded = false;
  #drained: Promise<void> | undefined;

  constructor(private readonly stream: ServerHttp2Stream) {
    stream.on('close', () => {
      if (!this.#isEnded || stream.rstCode !== constants.NGHTTP2_NO_ERROR) this.#cancel.abort();
    });
  }

  get cancelled(): AbortSignal {
    return this.#cancel.signal;
  }

  get isOpen(): boolean {
    return !this.#isEnded && !this.stream.destroyed && !this.stream.closed;
  }

  get drained(): Promise<void> | undefined {
    if (this.isOpen && this.stream.writableNeedDrain) this.#drained ??= this.#drain();
    return this.#drained;
  }

  frame(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (!this.#hasBegun) this.#begin();
    this.stream.write(frame);
  }

  refuse(fault: Fault): void {
    if (!this.isOpen) return;
    this.#isEnded = true;
    if (this.#hasBegun) this.stream.end(encodeJsonFrame(FrameType.Error, fault));
    else respondFault(this.stream, fault);
  }

  end(): void {
    if (!this.isOpen) return;
    this.#isEnded = true;
    this.stream.end();
  }

  #drain(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.stream.off('drain', done).off('close', done);
        this.#drained = undefined;
        resolve();
      };
      this.stream.on('drain', done).on('close', done);
    });
  }

  #begin(): void {
    this.#hasBegun = true;
    this.stream.respond({ ':status': 200, 'content-type': 'application/octet-stream' });
  }
}

/** An error in the shape that the market knows everywhere. */
export function respondFault(stream: ServerHttp2Stream, fault: Fault): void {
  const { status, type } = errorEntry(fault.code);
  const error = { message: errorText(fault), type, code: fault.code, param: null, facts: fault.facts ?? {} };
  stream.respond({ ':status': status, 'content-type': 'application/json' });
  stream.end(JSON.stringify({ error }));
}
