import type { AccountId } from '@spindle/shared';

/** Whose money: a person's, or the market's own and the outside world's (`MARKET`). */
export type LedgerOwner = AccountId | typeof MARKET;
export type LedgerKind = 'deposited' | 'earned' | 'paid' | 'fees' | 'promotions' | 'treasury' | 'chain';

/** The owner of the market's accounts: the nil UUID (RFC 9562 §5.9). */
export const MARKET = '00000000-0000-0000-0000-000000000000';

/** One side of a transfer. */
export interface Leg {
  owner: LedgerOwner;
  kind: LedgerKind;
  /** Signed: what leaves an account is negative. */
  amountNano: bigint;
}

/** A top-up seen on chain becomes the buyer's free money. */
export function depositLegs(buyer: AccountId, amountNano: bigint): Leg[] {
  return balanced([
    { owner: MARKET, kind: 'chain', amountNano: -amountNano },
    { owner: buyer, kind: 'deposited', amountNano },
  ]);
}

/** What a request cost, of what was held for it. Without a provider nothing was earned, so nothing can cost. */
export interface Bill {
  holdNano: bigint;
  costNano: bigint;
  /** The market's part inside the cost. */
  feeNano: bigint;
  providerId: AccountId | null;
  /** The market pays, from `promotions`. */
  isGift?: boolean;
}

/**
 * What a request cost goes from the buyer (or of a gift, from the market): to the provider the cost less the fee, to the market
 * the fee. A hold is no transfer: what is set aside is still its owner's, and stands as a row of `hold` and in the sums of its
 * channel and key.
 */
export function settleLegs(buyer: AccountId, bill: Bill): Leg[] {
  const { holdNano, costNano, feeNano, providerId, isGift = false } = bill;
  if (costNano > holdNano) throw new RangeError('a request never costs more than was held for it');
  if (feeNano > costNano) throw new RangeError('the fee is a part of the cost');
  if (costNano > 0n && providerId === null) throw new TypeError('a cost is earned by a provider');
  const earned: Leg[] =
    providerId === null ? [] : [{ owner: providerId, kind: 'earned', amountNano: costNano - feeNano }];
  const paid: Leg = isGift
    ? { owner: MARKET, kind: 'promotions', amountNano: -costNano }
    : { owner: buyer, kind: 'deposited', amountNano: -costNano };
  return balanced([paid, ...earned, { owner: MARKET, kind: 'fees', amountNano: feeNano }]);
}

/** How a closed channel paid out, against what the buyer had left in it here. */
export interface Refund {
  /** What the chain gave back to the buyer. */
  refundNano: bigint;
  /** What our books say was left: deposited less spent. */
  leftNano: bigint;
}

/** A channel closed: the buyer's rest went home. What was spent and not claimed in time is the market's loss. */
export function refundLegs(buyer: AccountId, { refundNano, leftNano }: Refund): Leg[] {
  const fromBuyer = refundNano < leftNano ? refundNano : leftNano;
  return balanced([
    { owner: buyer, kind: 'deposited', amountNano: -fromBuyer },
    { owner: MARKET, kind: 'promotions', amountNano: fromBuyer - refundNano },
    { owner: MARKET, kind: 'chain', amountNano: refundNano },
  ]);
}

/** Who pays a refund: `provider + fee + promotions` is all of it. */
export interface RefundParts {
  providerNano: bigint;
  feeNano: bigint;
  /** The market's loss. */
  promotionsNano: bigint;
  /** Of it, what the buyer has had already: it went home with the close of a channel, spent and never claimed. */
  hadNano: bigint;
}

/** Some of a job's cost is the buyer's again. */
export function jobRefundLegs(
  buyer: AccountId,
  provider: AccountId,
  { providerNano, feeNano, promotionsNano }: RefundParts,
): Leg[] {
  return balanced([
    { owner: buyer, kind: 'deposited', amountNano: providerNano + feeNano + promotionsNano },
    { owner: provider, kind: 'earned', amountNano: -providerNano },
    { owner: MARKET, kind: 'fees', amountNano: -feeNano },
    { owner: MARKET, kind: 'promotions', amountNano: -promotionsNano },
  ]);
}

/** The buyer has had it before, as the market's loss: that loss is smaller by it. */
export function hadBeforeLegs(buyer: AccountId, amountNano: bigint): Leg[] {
  return balanced([
    { owner: buyer, kind: 'deposited', amountNano: -amountNano },
    { owner: MARKET, kind: 'promotions', amountNano },
  ]);
}

/** What a closed channel still owed its buyer is on its way to them, out of the market's own coins. */
export function creditLegs(buyer: AccountId, amountNano: bigint): Leg[] {
  return balanced([
    { owner: buyer, kind: 'deposited', amountNano: -amountNano },
    { owner: MARKET, kind: 'treasury', amountNano },
  ]);
}

/** The market's own money on chain grew or shrank: its owner filled the wallet, or a fee was paid. */
export function treasuryLegs(gainNano: bigint): Leg[] {
  return balanced([
    { owner: MARKET, kind: 'treasury', amountNano: gainNano },
    { owner: MARKET, kind: 'chain', amountNano: -gainNano },
  ]);
}

/** A claim of an earnings account was seen on chain: so much went to the provider's wallet. */
export function payoutLegs(provider: AccountId, amountNano: bigint): Leg[] {
  return balanced([
    { owner: provider, kind: 'earned', amountNano: -amountNano },
    { owner: MARKET, kind: 'chain', amountNano },
  ]);
}

/** Every transfer sums to zero; legs of nothing are left out. */
function balanced(legs: Leg[]): Leg[] {
  if (legs.reduce((sum, leg) => sum + leg.amountNano, 0n) !== 0n) throw new RangeError('postings must sum to zero');
  return legs.filter(({ amountNano }) => amountNano !== 0n);
}
