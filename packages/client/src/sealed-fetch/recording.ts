import { isErrorCode, text } from '@spindle/shared';
import { MAY_HAVE_COST } from './may-have-cost.ts';

/** A response that can be played to several listeners, also while it still comes in. */
export class Recording {
  readonly #chunks: Uint8Array[] = [];
  #waiting: (() => void)[] = [];
  #error: unknown;
  #isRunning = true;
  #byteLength = 0;
  /** True once it has come in, and must not be asked for again: it is whole, or it may have cost something. */
  readonly isFinal: Promise<boolean>;

  constructor(private readonly response: Response) {
    this.isFinal = this.#record();
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get byteLength(): number {
    return this.#byteLength;
  }

  /** A response of its own for one listener, from the beginning. @param leave called when this one needs no more. */
  play(signal: AbortSignal, leave: () => void, isAgain: boolean): Response {
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        while (at >= this.#chunks.length && this.#isRunning && !signal.aborted) await this.#news(signal);
        const chunk = this.#chunks[at++];
        if (chunk && !signal.aborted) return controller.enqueue(chunk);
        if (signal.aborted) controller.error(signal.reason);
        else if (this.#error !== undefined) controller.error(this.#error);
        else controller.close();
        leave();
      },
      cancel: leave,
    });
    const { status, headers } = this.response;
    const again = isAgain ? { 'idempotent-replayed': 'true' } : {};
    return new Response(body, { status, headers: { ...Object.fromEntries(headers), ...again } });
  }

  async #record(): Promise<boolean> {
    const reader = this.response.body?.getReader();
    try {
      for (;;) {
        const next = await reader?.read();
        if (!next || next.done) return this.response.ok && isFinal(this.response, this.#chunks);
        this.#chunks.push(next.value);
        this.#byteLength += next.value.length;
        this.#tell();
      }
    } catch (error) {
      this.#error = error;
      return false;
    } finally {
      this.#isRunning = false;
      this.#tell();
    }
  }

  #news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #tell(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** A stream of events that ends without its mark was broken off by a fault, which its last event names. */
function isFinal({ headers }: Response, chunks: readonly Uint8Array[]): boolean {
  if (!headers.get('content-type')?.startsWith('text/event-stream')) return true;
  const last = text(chunks.at(-1) ?? new Uint8Array());
  const code = /"code":"([a-z_]+)"/.exec(last)?.[1];
  return last.endsWith('data: [DONE]\n\n') || (code !== undefined && isErrorCode(code) && MAY_HAVE_COST.has(code));
}
