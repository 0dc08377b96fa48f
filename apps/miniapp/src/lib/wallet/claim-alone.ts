import { FaultError, type Language } from '@spindle/shared';
import { type AppConfig, api, type EarningsAccount } from '../api/index.ts';
import { loadChannelTools } from './channel-tools.ts';
import { sendFromWallet } from './send-from-wallet.ts';

export interface ClaimInput {
  account: Pick<EarningsAccount, 'address' | 'payee'>;
  config: AppConfig;
  language: Language;
}

/**
 * Has the provider's own wallet take what is promised and funded. The market makes the message; that it goes to their
 * own account, and carries no more than the network's fee, is checked here. Ends when the wallet says that it has sent it.
 * Refusals: `nothing_to_claim`, `escrow_untrusted`, `wallet_not_payer`, and those of {@link sendFromWallet}.
 */
export async function claimAlone({ account, config, language }: ClaimInput): Promise<void> {
  const [tools, message] = await Promise.all([
    loadChannelTools(),
    api.payouts.claimMessage.mutate({ address: account.address }),
  ]);
  const { address, amount, payload } = message;
  const own = tools.friendlyAddress(account.address, config.networkId, 'contract');
  if (address !== own) throw untrusted('address');
  if (BigInt(amount) > tools.messageNano) throw untrusted('amount');
  const wallet = tools.friendlyAddress(account.payee, config.networkId);
  const otherwise = () => new FaultError({ code: 'wallet_not_payee', facts: { wallet } });
  const payer = { address: account.payee, otherwise };
  await sendFromWallet({ config, language, message: { address, amount, payload }, payer });
}

const untrusted = (field: string): FaultError => new FaultError({ code: 'escrow_untrusted', facts: { field } });
