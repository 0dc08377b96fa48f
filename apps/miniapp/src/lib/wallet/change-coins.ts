import { FaultError, type Language } from '@spindle/shared';
import { type AppConfig, api } from '../api/index.ts';
import { checkSwap } from './check-swap.ts';
import { sendFromWallet } from './send-from-wallet.ts';

export interface ChangeInput {
  offerNano: bigint;
  /** For less, the exchange gives the coins back. */
  minAskUnits: bigint;
  /** The proven wallet, raw: it pays and receives. */
  wallet: string;
  config: AppConfig;
  language: Language;
}

/**
 * Has the person's own wallet change coins at the market's exchange. Ends when the wallet says that it has sent it, which
 * proves nothing yet.
 * @returns when the transfer was made, by this device's clock: its time runs from then.
 * Refusals: `swap_untrusted`, `wallet_other`, those of {@link sendFromWallet}, and what the market says of the order.
 */
export async function changeCoins(input: ChangeInput): Promise<{ madeAtMs: number }> {
  const { offerNano, minAskUnits, wallet, config, language } = input;
  const made = await api.payouts.swapMessage.mutate({ offerNano, minAskUnits });
  const madeAtMs = Date.now();
  checkSwap(made, { offerNano, wallet });
  const { address, amount, payload } = made;
  const payer = { address: wallet, otherwise: () => new FaultError({ code: 'wallet_other' }) };
  await sendFromWallet({ config, language, message: { address, amount, payload }, payer });
  return { madeAtMs };
}
