import { FaultError } from '@spindle/shared';
import type { SwapMessage } from '../api/index.ts';

/** What a transfer to the exchange may carry above the coins that are changed. What is not used comes back. */
export const SWAP_EXTRA_NANO = 400_000_000n;

/**
 * The market makes the transfer; that it is of the proven wallet, and carries what was shown, is checked before a wallet
 * is asked. Refusal: `swap_untrusted`.
 */
export function checkSwap(
  { amount, wallet }: Pick<SwapMessage, 'amount' | 'wallet'>,
  own: { offerNano: bigint; wallet: string },
): void {
  if (wallet.toLowerCase() !== own.wallet.toLowerCase()) throw untrusted('wallet');
  const extraNano = BigInt(amount) - own.offerNano;
  if (extraNano < 0n || extraNano > SWAP_EXTRA_NANO) throw untrusted('amount');
}

const untrusted = (field: string): FaultError => new FaultError({ code: 'swap_untrusted', facts: { field } });
