import { MIN_EARNINGS_CLOSE_DELAY_SECONDS } from '@spindle/shared';
import type { KeptAccount } from './kept-account.ts';

/** A receipt that the market has not acknowledged yet. */
export interface OpenReceipt {
  nano: bigint;
  /** The answer went out whole, so the market owes all of it; else what it owes is known only when it settles. */
  isWhole: boolean;
}

/** What {@link Unpromised} is made of, for the disk. */
export interface UnpromisedState {
  nano: bigint;
  creditNano: bigint;
  open: [jobId: string, receipt: OpenReceipt][];
}

/**
 * What this machine earned by its own receipts and has seen no promise for.
 *
 * A receipt counts from the moment it is signed until the market has both acknowledged and promised it, in whatever order.
 * A new voucher takes off as much as it promises more than the one before; what it promises beyond that is a credit for
 * receipts that are not acknowledged yet, and for nothing later: so what others of the provider's machines earn is no
 * credit here. What the market did not promise stays. An answer that broke off may be worth less than its receipt says: it
 * counts until the market has dealt with it.
 */
export class Unpromised {
  #nano: bigint;
  #creditNano: bigint;
  readonly #open: Map<string, OpenReceipt>;

  constructor({ nano, creditNano, open }: UnpromisedState = { nano: 0n, creditNano: 0n, open: [] }) {
    this.#nano = nano;
    this.#creditNano = creditNano;
    this.#open = new Map(open);
  }

  get nano(): bigint {
    return this.#nano;
  }

  get state(): UnpromisedState {
    return { nano: this.#nano, creditNano: this.#creditNano, open: [...this.#open] };
  }

  issued(jobId: string, receipt: OpenReceipt): void {
    if (this.#open.has(jobId)) return;
    this.#open.set(jobId, receipt);
    this.#nano += receipt.nano;
  }

  acknowledged(jobIds: readonly string[]): void {
    for (const jobId of jobIds) {
      const receipt = this.#open.get(jobId);
      if (!receipt) continue;
      this.#open.delete(jobId);
      const covered = receipt.isWhole ? min(this.#creditNano, receipt.nano) : receipt.nano;
      this.#nano -= covered;
      this.#creditNano = min(receipt.isWhole ? this.#creditNano - covered : this.#creditNano, this.#unsettledNano);
    }
  }

  promised(moreNano: bigint): void {
    const unsettled = this.#unsettledNano;
    const covered = min(moreNano, this.#nano - unsettled);
    this.#nano -= covered;
    this.#creditNano = min(unsettled, this.#creditNano + moreNano - covered);
  }

  /** Never more than `nano`. */
  get #unsettledNano(): bigint {
    return [...this.#open.values()].reduce((sum, { nano }) => sum + nano, 0n);
  }
}

/**
 * What lies on the chain for the provider, as far as it may be believed.
 * @param isReading whether the chain is read by this machine: then it alone counts.
 */
export function fundedNano(account: KeptAccount, isReading: boolean): bigint {
  if (account.terms.closeDelaySeconds < MIN_EARNINGS_CLOSE_DELAY_SECONDS) return 0n;
  if (!isReading) return account.depositedNano;
  return account.seen?.depositedNano ?? 0n;
}

/** What is promised and does not lie on the chain. Of a closed account nothing can be claimed any more. */
export function unfundedNano(account: KeptAccount, isReading: boolean): bigint {
  const isClosed = isReading && account.seen?.status === 'closed';
  const covered = isClosed ? (account.seen?.claimedNano ?? 0n) : fundedNano(account, isReading);
  return max(0n, account.promisedNano - covered);
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
