import type { FastifyReply } from 'fastify';
import { type KeptReply, MAX_REPLY_BYTES } from '../../modules/replays/index.ts';
import { headersOf, ResponseWriter } from '../response-writer.ts';

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** Where a streamed reply goes: to its caller, and into memory where it is to be kept. */
export class Outlet {
  #writer: ResponseWriter | null = null;
  readonly #said: Record<string, string> = { 'content-type': STREAM_HEADERS['content-type'] };
  #copy: Buffer[] = [];
  #copied = 0;

  constructor(
    private readonly reply: FastifyReply,
    private readonly isKept: boolean,
  ) {}

  get hasBegun(): boolean {
    return this.#writer !== null;
  }

  /** What the reply says of itself; only before the first write. */
  setHeaders(headers: Readonly<Record<string, string>>): void {
    Object.assign(this.#said, headers);
  }

  /** @returns a promise of the moment when more may follow, or null to go on at once. */
  write(text: string): Promise<void> | null {
    this.#writer ??= this.#begin();
    if (this.isKept && this.#copied <= MAX_REPLY_BYTES) this.#keep(Buffer.from(text));
    return this.#writer.write(text);
  }

  end(): void {
    this.reply.hijack();
    this.#writer ??= this.#begin();
    this.#writer.end();
  }

  /** What was written; null when it is more than is kept. */
  get written(): KeptReply | null {
    if (this.#copied > MAX_REPLY_BYTES) return null;
    return { status: 200, headers: this.#said, body: Buffer.concat(this.#copy) };
  }

  /** Not before there is something to write: whole answers and refusals go another way. */
  #begin(): ResponseWriter {
    const processingMs = String(Math.round(this.reply.elapsedTime));
    return new ResponseWriter(this.reply.raw, {
      ...headersOf(this.reply),
      ...STREAM_HEADERS,
      ...this.#said,
      'openai-processing-ms': processingMs,
    });
  }

  #keep(bytes: Buffer): void {
    this.#copied += bytes.length;
    this.#copy.push(bytes);
    if (this.#copied > MAX_REPLY_BYTES) this.#copy = [];
  }
}
