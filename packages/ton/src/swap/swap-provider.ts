import type { Result } from '@spindle/shared';
import type { WalletMessage } from '../channel/deposit.ts';

/** What so many coins bring now, in units of the jetton. */
export interface SwapQuote {
  offerNano: bigint;
  askUnits: bigint;
  /** What it brings at worst, by the slippage that was asked for. */
  minAskUnits: bigint;
}

/** Coins for a jetton, from a wallet's own hand to the same wallet. */
export interface SwapOrder {
  /** Raw: it pays, receives, and gets the coins back when nothing comes of it. */
  wallet: string;
  offerNano: bigint;
  /** Required: for less, the exchange gives the coins back. */
  minAskUnits: bigint;
  /** Unix seconds; required: later, the exchange gives the coins back. */
  deadlineSeconds: number;
  queryId?: bigint;
}

/**
 * An exchange of coins for one jetton. We hold no money on the way: it prices, and makes the transfer that the owner's
 * wallet sends.
 */
export interface SwapProvider {
  readonly name: string;
  /** @returns swap_unreachable, swap_route for a price by a way that we do not know. */
  quote(offerNano: bigint): Promise<Result<SwapQuote>>;
  /** Makes the transfer; nothing is asked. @returns swap_terms without a least amount or a deadline within bounds. */
  transfer(order: SwapOrder): Promise<Result<WalletMessage>>;
}
