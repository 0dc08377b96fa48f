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
  readonly #writer: ResponseWriter;
  readonly #said: Record<string, string> = { 'content-type': STREAM_HEADERS['content-type'] };
  #copy: Buffer[] = [];
  #copied = 0;
  #hasBegun = false;

  constructor(
    private readonly reply: FastifyReply,
    private readonly isKept: boolean,
  ) {
    this.#writer = new ResponseWriter(reply.raw, { ...headersOf(reply), ...STREAM_HEADERS });
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** What the reply says of itself; only before the first write. */
  setHeaders(headers: Readonly<Record<string, string>>): void {
    Object.assign(this.#said, headers);
  }

  /** @returns a promise of the moment when more may follow, or null to go on at once. */
  write(text: string): Promise<void> | null {
    if (!this.#hasBegun) this.#begin();
    if (this.isKept && this.#copied <= MAX_REPLY_BYTES) this.#keep(Buffer.from(text));
    return this.#writer.write(text);
  }

  end(): void {
    this.reply.hijack();
    this.#writer.end();
  }

  /** What was written; null when it is more than is kept. */
  get written(): KeptReply | null {
    if (this.#copied > MAX_REPLY_BYTES) return null;
    return { status: 200, headers: this.#said, body: Buffer.concat(this.#copy) };
  }

  #begin(): void {
    this.#hasBegun = true;
    for (const [name, value] of Object.entries(this.#said)) this.#writer.setHeader(name, value);
    this.#writer.setHeader('openai-processing-ms', String(Math.round(this.reply.elapsedTime)));
  }

  #keep(bytes: Buffer): void {
    this.#copied += bytes.length;
    this.#copy.push(bytes);
    if (this.#copied > MAX_REPLY_BYTES) this.#copy = [];
  }
}
