import { fail, ok, type Result } from '@spindle/shared';
import type { SwapProvider } from '@spindle/ton/swap';
import type { Clock, Database } from '../../platform/index.ts';
import { type Actor, walletOf } from '../accounts/index.ts';
import type { SwapMessage, SwapPrice } from './shapes.ts';

export interface SwapDeps {
  db: Database;
  clock: Clock;
  /** Null in a market that changes nothing. */
  swap: { provider: SwapProvider; symbol: string; decimals: number } | null;
}

/** A transfer is good for so long: then the exchange gives the coins back. */
const LIFE_SECONDS = 600;

/** What a provider's coins bring now. @returns swap_off, swap_unreachable, swap_route. */
export async function swapPrice({ swap }: SwapDeps, { offerNano }: { offerNano: bigint }): Promise<Result<SwapPrice>> {
  if (!swap) return fail('swap_off');
  const quote = await swap.provider.quote(offerNano);
  if (!quote.ok) return quote;
  const { provider, symbol, decimals } = swap;
  return ok({ ...quote.value, symbol, decimals, exchange: provider.name, lifeSeconds: LIFE_SECONDS });
}

/**
 * The transfer that a provider's own wallet sends to change coins: it pays, it receives, and it gets the coins back when the
 * exchange brings less than `minAskUnits` or is late. We never hold them.
 * @returns swap_off, wallet_required, swap_terms.
 */
export async function swapMessageFor(
  { db, clock, swap }: SwapDeps,
  actor: Actor,
  { offerNano, minAskUnits }: { offerNano: bigint; minAskUnits: bigint },
): Promise<Result<SwapMessage>> {
  if (!swap) return fail('swap_off');
  const wallet = await walletOf({ db }, actor);
  if (!wallet.ok) return wallet;
  const deadlineSeconds = Math.floor(clock.nowMs() / 1_000) + LIFE_SECONDS;
  const order = { wallet: wallet.value.address, offerNano, minAskUnits, deadlineSeconds };
  const message = await swap.provider.transfer(order);
  return message.ok ? ok({ ...message.value, wallet: order.wallet, deadlineMs: deadlineSeconds * 1_000 }) : message;
}
