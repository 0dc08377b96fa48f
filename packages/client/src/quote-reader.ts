import { openQuote, type Primitives } from '@spindle/sealed';
import { type Environment, FaultError, type Quote, type QuoteReply, unwrap } from '@spindle/shared';

/** A device's clock may be this much off before it matters: the quote's own time is then not believed. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

export interface QuoteReaderParts {
  /** Without it the key of the first quote is trusted, and kept to. */
  brokerKey: string | undefined;
  env: Environment | undefined;
  primitives: Primitives;
  /** Unix time in milliseconds. */
  now: () => number;
}

/** Reads the quotes of one market. */
export class QuoteReader {
  #brokerKey: string | undefined;

  constructor(private readonly parts: QuoteReaderParts) {
    this.#brokerKey = parts.brokerKey;
  }

  /** Throws `quote_altered`, `quote_expired`, `environment_mismatch`. */
  async read(reply: QuoteReply): Promise<Quote> {
    const { now, primitives, env } = this.parts;
    this.#brokerKey ??= reply.brokerKey;
    const quote = unwrap(await openQuote(reply.quote, this.#brokerKey, now() - CLOCK_TOLERANCE_MS, primitives));
    if (quote.env === (env ?? quote.env)) return quote;
    throw new FaultError({ code: 'environment_mismatch', facts: { made: quote.env, here: env ?? '' } });
  }

  /**
   * Keys are judged by the quote's time, which the broker signed a moment ago, not by a phone's clock; but only while
   * the two are near, so that an old quote cannot make old keys good.
   */
  timeFor({ issuedAt }: Quote): number {
    const now = this.parts.now();
    return Math.abs(now - issuedAt) <= CLOCK_TOLERANCE_MS ? issuedAt : now;
  }
}
