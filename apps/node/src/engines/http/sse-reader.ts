const LINE_END = /\r\n|\n|\r/;
/** An event that is longer is no event: the engine is broken or hostile. */
const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;

/**
 * Cuts a stream of server-sent events into their data (WHATWG HTML §9.2), however the network split it. Comments, other
 * fields and empty events are left out.
 */
export class SseReader {
  readonly #decoder = new TextDecoder();
  #rest = '';
  #data: string | null = null;

  /** @returns data of the events that this chunk completes; null once a line has outgrown every bound. */
  push(chunk: Uint8Array): string[] | null {
    const text = this.#rest + this.#decoder.decode(chunk, { stream: true });
    // A CR at the end may be the first half of CRLF.
    const lines = text.split(text.includes('\r') ? LINE_END : '\n');
    const isHalf = text.endsWith('\r');
    if (isHalf) lines.pop();
    this.#rest = (lines.pop() ?? '') + (isHalf ? '\r' : '');
    if (this.#rest.length > MAX_EVENT_CHARACTERS) return null;
    const events: string[] = [];
    for (const line of lines) this.#line(line, events);
    return events;
  }

  /** The last event of an engine that forgets the empty line at the end. */
  flush(): string[] {
    const events: string[] = [];
    if (this.#rest !== '') this.#line(this.#rest.replace(/\r$/, ''), events);
    this.#rest = '';
    this.#line('', events);
    return events;
  }

  #line(line: string, events: string[]): void {
    if (line === '') {
      if (this.#data) events.push(this.#data);
      this.#data = null;
    } else if (line.startsWith('data:')) {
      const data = line.slice(line.startsWith('data: ') ? 6 : 5);
      this.#data = this.#data === null ? data : `${this.#data}\n${data}`;
    }
  }
}
