import type { AnswerEvent } from '../events.ts';

/** What the headers of an answer say of its way, event by event. */
export class AnswerHeaders {
  readonly #headers: Record<string, string> = {};
  #attempts = 0;

  take(event: AnswerEvent): void {
    if (event.kind === 'quoted') {
      this.#headers['x-request-id'] = event.quote.jobId;
      this.#headers['x-spindle-job'] = event.quote.jobId;
    }
    if (event.kind === 'attempt') {
      this.#attempts += 1;
      this.#headers['x-spindle-attempts'] = String(this.#attempts);
      this.#headers['x-spindle-node'] = event.nodeId;
    }
    if (event.kind === 'end') this.#headers['x-spindle-cost-nano'] = event.chargedNano.toString();
  }

  get all(): Readonly<Record<string, string>> {
    return this.#headers;
  }
}
