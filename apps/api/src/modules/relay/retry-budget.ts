/** What retries may add to the load: a share of the requests, over a small reserve. */
export interface RetryLimits {
  /** Retries earned by each request. */
  share: number;
  /** Most that one buyer, and that all together, may have saved up. */
  buyerReserve: number;
  totalReserve: number;
}

export const RETRY_LIMITS: RetryLimits = { share: 0.2, buyerReserve: 50, totalReserve: 500 };

const MAX_BUYERS = 20_000;

/**
 * Bounds how much retrying may add when much fails at once, so that a bad minute does not become a storm: each request
 * earns a share of a retry for its buyer and for the market, each retry spends one of both. Going on with an answer that
 * has begun is no retry: nobody else would finish it.
 */
export class RetryBudget {
  readonly #buyers = new Map<string, number>();
  #total: number;

  constructor(private readonly limits: RetryLimits = RETRY_LIMITS) {
    this.#total = limits.totalReserve;
  }

  /** A request has come. */
  earn(accountId: string): void {
    const { share, buyerReserve, totalReserve } = this.limits;
    this.#total = Math.min(this.#total + share, totalReserve);
    this.#set(accountId, Math.min(this.#of(accountId) + share, buyerReserve));
  }

  /** @returns false when there is nothing left to retry with. */
  spend(accountId: string): boolean {
    const own = this.#of(accountId);
    if (own < 1 || this.#total < 1) return false;
    this.#total--;
    this.#set(accountId, own - 1);
    return true;
  }

  #of(accountId: string): number {
    return this.#buyers.get(accountId) ?? this.limits.buyerReserve;
  }

  /** The buyer who was away for longest is forgotten: they come back with a full reserve. */
  #set(accountId: string, saved: number): void {
    this.#buyers.delete(accountId);
    this.#buyers.set(accountId, saved);
    const [oldest] = this.#buyers.keys();
    if (this.#buyers.size > MAX_BUYERS && oldest !== undefined) this.#buyers.delete(oldest);
  }
}
