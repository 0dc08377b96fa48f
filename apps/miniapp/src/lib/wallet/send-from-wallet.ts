import { FaultError, type Language } from '@spindle/shared';
import { LOCAL_NETWORK_ID, NETWORKS } from '@spindle/ton/browser';
import type { WalletMessage } from '@spindle/ton/channel';
import type { AppConfig } from '../api/index.ts';
import { setPending } from '../telegram/index.ts';
import { answerOfWallet } from './answer-of-wallet.ts';
import { connectWallet } from './connect-wallet.ts';
import { openTonConnect } from './load-tonconnect.ts';
import { walletFault } from './wallet-fault.ts';

export interface WalletRequest {
  config: AppConfig;
  language: Language;
  message: WalletMessage;
  /** The wallet that must send it, raw, and the refusal when another one is connected; null: any wallet will do. */
  payer: { address: string; otherwise: () => FaultError } | null;
}

/** A wallet must take the request within this time: TonConnect allows no more. */
const VALID_SECONDS = 300;

/**
 * Asks the wallet to send one message. Ends when the wallet says that it has sent it, which proves nothing yet.
 * Refusals: `wallet_declined`, `wallet_silent`, `payer.otherwise`, and those of connecting.
 */
export async function sendFromWallet({ config, language, message, payer }: WalletRequest): Promise<void> {
  const ui = await openTonConnect(config, language);
  // Proven on another device, or forgotten by this one: connect it here first.
  if (!ui.connected) await connectWallet(config, language);
  const from = ui.account?.address;
  if (!from) throw new FaultError({ code: 'wallet_silent' });
  if (payer && from.toLowerCase() !== payer.address.toLowerCase()) throw payer.otherwise();
  const network = String(walletNetwork(config.networkId));
  if (ui.account?.chain !== network) throw new FaultError({ code: 'wallet_wrong_network' });
  setPending('wallet', true);
  try {
    const validUntil = Math.floor(Date.now() / 1_000) + VALID_SECONDS;
    await answerOfWallet(ui.sendTransaction({ validUntil, network, from, messages: [message] }), VALID_SECONDS);
  } catch (error) {
    throw walletFault(error);
  } finally {
    setPending('wallet', false);
  }
}

/** The local chain calls itself mainnet towards wallets: theirs know no other. */
const walletNetwork = (networkId: number): number => (networkId === LOCAL_NETWORK_ID ? NETWORKS.mainnet : networkId);
