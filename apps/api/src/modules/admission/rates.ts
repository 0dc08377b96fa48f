import { fail, ok, type Result } from '@spindle/shared';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AdmissionLimits, EnterAsk, RequestLimits } from './shapes.ts';

/** Counts requests of a minute by name. In memory for one broker; Redis can stand behind the same two questions. */
export interface MinuteCounter {
  /** Takes one. `remaining` is below 0 when it was one too many. */
  take(name: string): Promise<RequestLimits>;
  /** Takes none. */
  look(name: string): Promise<RequestLimits>;
}

const MINUTE_SECONDS = 60;

export function createMinuteCounter(limit: number): MinuteCounter {
  const counter = new RateLimiterMemory({ points: limit, duration: MINUTE_SECONDS });
  const toLimits = (found: RateLimiterRes | null): RequestLimits => ({
    limit,
    remaining: limit - (found?.consumedPoints ?? 0),
    resetMs: Math.max(0, found?.msBeforeNext ?? 0),
  });
  return {
    // The library says "too many" by a rejection that holds the same figures; all else is a bug.
    take: (name) =>
      counter.consume(name).then(toLimits, (refused: unknown) => {
        if (refused instanceof RateLimiterRes) return toLimits(refused);
        throw refused;
      }),
    look: (name) => counter.get(name).then(toLimits),
  };
}

type Who = Pick<EnterAsk, 'accountId' | 'apiKeyId'>;

/** How often buyers and their keys may ask. */
export class Rates {
  readonly #ofBuyers: MinuteCounter;
  readonly #ofKeys: MinuteCounter;

  constructor(limits: Pick<AdmissionLimits, 'buyerPerMinute' | 'keyPerMinute'>) {
    this.#ofBuyers = createMinuteCounter(limits.buyerPerMinute);
    this.#ofKeys = createMinuteCounter(limits.keyPerMinute);
  }

  /** Takes one request of this minute. Refusal: `rate_limited`. */
  async take({ accountId, apiKeyId }: Who): Promise<Result<null, 'rate_limited'>> {
    // The key first: one that is over its limit does not use up what its owner's other keys may ask.
    if (apiKeyId !== null) {
      const key = await this.#ofKeys.take(apiKeyId);
      if (key.remaining < 0) return refusal(key, 'key');
    }
    const buyer = await this.#ofBuyers.take(accountId);
    return buyer.remaining < 0 ? refusal(buyer, 'account') : ok(null);
  }

  async look({ accountId, apiKeyId }: Who): Promise<RequestLimits> {
    const buyer = await this.#ofBuyers.look(accountId);
    const key = apiKeyId === null ? buyer : await this.#ofKeys.look(apiKeyId);
    const tighter = key.remaining < buyer.remaining ? key : buyer;
    return { ...tighter, remaining: Math.max(0, tighter.remaining) };
  }
}

const refusal = ({ limit, resetMs }: RequestLimits, scope: 'account' | 'key') =>
  fail('rate_limited', { limit, scope, retryAfterSeconds: Math.max(1, Math.ceil(resetMs / 1000)) });
