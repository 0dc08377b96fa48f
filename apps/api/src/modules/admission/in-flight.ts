import { fail, type Result } from '@spindle/shared';
import type { AdmissionLimits, EnterAsk } from './shapes.ts';

type Who = Pick<EnterAsk, 'accountId' | 'apiKeyId'>;

/** An end of one of one's own requests is near: whoever asks again in a second mostly gets in. */
const RETRY_AFTER_SECONDS = 1;

/** How many requests of each buyer and key are in work or wait now. */
export class InFlight {
  readonly #counts = new Map<string, number>();

  constructor(private readonly limits: Pick<AdmissionLimits, 'buyerInFlight' | 'keyInFlight'>) {}

  /** @returns what counts the request out again. Refusal: `too_many_in_flight`. */
  enter({ accountId, apiKeyId }: Who): Result<() => void, 'too_many_in_flight'> {
    const { buyerInFlight, keyInFlight } = this.limits;
    const buyer = `buyer ${accountId}`;
    const key = apiKeyId === null ? null : `key ${apiKeyId}`;
    if (this.#count(buyer) >= buyerInFlight) return refusal(buyerInFlight, 'account');
    if (key !== null && this.#count(key) >= keyInFlight) return refusal(keyInFlight, 'key');
    const counted = key === null ? [buyer] : [buyer, key];
    for (const name of counted) this.#add(name, 1);
    let isIn = true;
    const leave = () => {
      if (isIn) for (const name of counted) this.#add(name, -1);
      isIn = false;
    };
    return { ok: true, value: leave };
  }

  #count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  #add(name: string, change: number): void {
    const count = this.#count(name) + change;
    if (count === 0) this.#counts.delete(name);
    else this.#counts.set(name, count);
  }
}

const refusal = (limit: number, scope: 'account' | 'key') =>
  fail('too_many_in_flight', { limit, scope, retryAfterSeconds: RETRY_AFTER_SECONDS });
