import type { Hear } from '../engine.ts';
import type { AnswerMeter } from './answer-meter.ts';
import { readChunk } from './chunk.ts';
import type { Sink } from './pour.ts';
import { SseReader } from './sse-reader.ts';
import { brokenByWords, malformed } from './why-it-failed.ts';

const LAST_WORD = '[DONE]';

/** Makes the bytes of an engine's stream into what is heard of the answer. Throws when they are none. */
export class AnswerSink implements Sink {
  isDone = false;
  /** An event came: it is a stream. */
  #hasBegun = false;
  readonly #reader = new SseReader();

  constructor(
    private readonly meter: AnswerMeter,
    private readonly hear: Hear,
  ) {}

  push(bytes: Buffer): Promise<void> | undefined {
    const events = this.#reader.push(bytes);
    if (!events) throw malformed();
    let wait: Promise<void> | undefined;
    for (const data of events) {
      if (data === LAST_WORD) return this.#end();
      wait = this.#read(data) ?? wait;
    }
    return wait;
  }

  /** The stream is at its end. Without a finish reason it was cut, whatever TCP says. */
  finish(): void {
    if (this.isDone) return;
    for (const data of this.#reader.flush()) if (data !== LAST_WORD) this.#read(data);
    if (!this.#hasBegun) throw malformed();
    if (!this.meter.isFinished) throw new Error('the stream was cut');
    this.#end();
  }

  #read(data: string): Promise<void> | undefined {
    this.#hasBegun = true;
    const chunk = readChunk(data);
    if (!chunk) throw malformed();
    if (chunk.isError) throw brokenByWords(data);
    const outputTokens = this.meter.count(chunk);
    if (chunk.usage && chunk.usage.input > 0) this.hear(this.meter.read());
    let wait: Promise<void> | undefined;
    for (const piece of chunk.pieces) wait = this.hear({ kind: 'piece', piece, outputTokens }) ?? wait;
    return wait;
  }

  #end(): undefined {
    this.isDone = true;
    this.hear(this.meter.end());
  }
}
