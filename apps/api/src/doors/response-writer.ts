import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/**
 * Writes a streamed answer straight to the socket: what is written in one turn of the event loop leaves in one packet,
 * and whoever writes learns when the reader falls behind.
 */
export class ResponseWriter {
  #isCorked = false;
  private readonly headers: Record<string, string>;

  constructor(
    private readonly response: ServerResponse,
    headers: Record<string, string>,
  ) {
    this.headers = { ...headers };
  }

  get hasBegun(): boolean {
    return this.response.headersSent;
  }

  /** Only before the first write. */
  setHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  /** @returns a promise of the moment when more may follow (or the reader has gone), or null to go on at once. */
  write(bytes: Uint8Array | string): Promise<void> | null {
    const { response } = this;
    if (response.destroyed) return null;
    if (!response.headersSent) response.writeHead(200, this.headers);
    this.#cork();
    return response.write(bytes) ? null : this.#drained();
  }

  end(): void {
    if (!this.response.destroyed) this.response.end();
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.response.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.response.uncork();
    });
  }

  #drained(): Promise<void> {
    const { response } = this;
    return new Promise((resolve) => {
      const done = () => {
        response.off('drain', done);
        response.off('close', done);
        resolve();
      };
      response.on('drain', done);
      response.on('close', done);
    });
  }
}

/** Fires when the reader closes the connection before the answer is complete. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  // One that broke before anybody listened says no more that it closes.
  if (response.destroyed) gone.abort();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Headers that hooks have set on a reply: who writes to the socket must send them too. */
export const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
