import type { Quote } from '@spindle/shared';
import type { AnswerEvent } from '../events.ts';
import { decisionHeaders } from './decision-headers.ts';

/** What an answer's headers say of its way. Codes, ids and numbers; never text. */
export class AnswerHeaders {
  readonly #headers: Record<string, string> = {};
  #quote: Quote | null = null;
  readonly #attempts: { after?: string }[] = [];
  #quotedAtMs = 0;
  #candidates: { nodeId: string; listingId: string; tier: string }[] = [];

  get all(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** Reads an event on its way. */
  take(event: AnswerEvent): void {
    switch (event.kind) {
      case 'quoted':
        this.#quoted(event);
        return;
      case 'more':
        this.#candidates.push(...event.usable.map(({ terms }) => terms));
        return;
      case 'attempt':
        this.#attempt(event);
        return;
      case 'end':
        this.#headers['x-spindle-cost-nano'] = event.chargedNano.toString();
        this.#headers['x-spindle-tier'] = event.terms.tier;
        return;
      default:
    }
  }

  #quoted({ quote, usable }: Extract<AnswerEvent, { kind: 'quoted' }>): void {
    this.#quotedAtMs = performance.now();
    this.#candidates = [...usable];
    this.#quote = quote;
    Object.assign(this.#headers, { 'x-request-id': quote.jobId, 'x-spindle-job': quote.jobId });
    this.#tellDecision();
  }

  #attempt({ nodeId, after }: Extract<AnswerEvent, { kind: 'attempt' }>): void {
    this.#headers['x-spindle-queued-ms'] ??= String(Math.round(performance.now() - this.#quotedAtMs));
    this.#attempts.push(after === undefined ? {} : { after });
    this.#tellDecision();
    this.#headers['x-spindle-node'] = nodeId;
    const candidate = this.#candidates.find((it) => it.nodeId === nodeId);
    if (!candidate) return;
    this.#headers['x-spindle-listing'] = candidate.listingId;
    this.#headers['x-spindle-tier'] = candidate.tier;
  }

  #tellDecision(): void {
    if (this.#quote) Object.assign(this.#headers, decisionHeaders(this.#quote, this.#attempts));
  }
}
