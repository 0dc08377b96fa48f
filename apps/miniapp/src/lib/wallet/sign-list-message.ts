import { FaultError, type Language } from '@spindle/shared';
import type { AppConfig, ListMessage } from '../api/index.ts';
import { loadChannelTools } from './channel-tools.ts';
import { sendFromWallet } from './send-from-wallet.ts';

export interface ListSigning {
  config: AppConfig;
  language: Language;
  asked: ListMessage;
}

/**
 * Has the connected wallet send what the list of allowed images waits for. Where the contract takes it from one address
 * alone, another wallet is refused here; of two, the contract refuses, and the coins come back.
 * Refusals: `list_wallet_other`, and those of {@link sendFromWallet}.
 */
export async function signListMessage({ config, language, asked: { from, message } }: ListSigning): Promise<void> {
  const [only, another] = from;
  const tools = await loadChannelTools();
  const otherwise = () => {
    const wallet = tools.friendlyAddress(only ?? '', config.networkId);
    return new FaultError({ code: 'list_wallet_other', facts: { wallet } });
  };
  await sendFromWallet({ config, language, message, payer: only && !another ? { address: only, otherwise } : null });
}
