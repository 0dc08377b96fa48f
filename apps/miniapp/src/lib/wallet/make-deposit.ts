import { FaultError, type Language } from '@spindle/shared';
import { LOCAL_NETWORK_ID, NETWORKS } from '@spindle/ton/browser';
import type { WalletMessage } from '@spindle/ton/channel';
import { type AppConfig, api, type ChannelView } from '../api/index.ts';
import { deviceStores } from '../telegram/index.ts';
import { loadChannelTools } from './channel-tools.ts';
import { checkTerms } from './check-terms.ts';
import { connectWallet } from './connect-wallet.ts';
import type { DepositStep } from './deposit-progress.ts';
import { openTonConnect } from './load-tonconnect.ts';
import { findSessionKey, makeSessionKey } from './session-keys.ts';
import { walletFault } from './wallet-fault.ts';

export interface DepositInput {
  amountNano: bigint;
  config: AppConfig;
  language: Language;
  /** The proven wallet, raw. */
  payer: string;
  /** The channel that there is, if any. */
  channel: ChannelView | null;
}

/** What the wallet sent, and where to. */
export interface SentDeposit {
  channel: string;
  sessionKey: string;
}

/** A wallet must take the request within this time: TonConnect allows no more. */
const VALID_SECONDS = 300;

/**
 * Key → terms → address reckoned here → the wallet's approval. Ends when the wallet says that it has sent it, which
 * proves nothing yet: only the channel's own transactions do.
 */
export async function makeDeposit(input: DepositInput, reached: (step: DepositStep) => void): Promise<SentDeposit> {
  const { config, payer } = input;
  const sessionKey = await sessionKeyFor(input.channel);
  reached('escrow');
  const [tools, view] = await Promise.all([loadChannelTools(), api.wallet.channelTerms.mutate({ sessionKey })]);
  if (input.amountNano < view.minDepositNano) throw tooSmall();
  const terms = checkTerms(view, { config, payer, sessionKey }, tools.channelAddress);
  reached('approve');
  const message = tools.depositMessage(terms, input.amountNano);
  await send(input, message);
  reached('chain');
  return { channel: view.address, sessionKey };
}

/** A channel that is open is topped up, so long as its key is here; otherwise the money goes into a new one. */
async function sessionKeyFor(channel: ChannelView | null): Promise<string> {
  const isUsable = channel?.state === 'open' || channel?.state === 'expected';
  const kept = isUsable ? await findSessionKey(channel.sessionKey, deviceStores()) : null;
  return (kept ?? (await makeSessionKey(deviceStores()))).key.publicKey;
}

async function send({ config, language, payer }: DepositInput, message: WalletMessage): Promise<void> {
  const ui = await openTonConnect(config, language);
  // Proven on another device, or forgotten by this one: connect it here first.
  if (!ui.connected) await connectWallet(config, language);
  const from = ui.account?.address;
  if (from?.toLowerCase() !== payer.toLowerCase()) throw new FaultError({ code: 'wallet_other' });
  try {
    await ui.sendTransaction({
      validUntil: Math.floor(Date.now() / 1_000) + VALID_SECONDS,
      network: String(walletNetwork(config.networkId)),
      from: payer,
      messages: [message],
    });
  } catch (error) {
    throw walletFault(error);
  }
}

/** The local chain calls itself mainnet towards wallets: theirs know no other. */
const walletNetwork = (networkId: number): number => (networkId === LOCAL_NETWORK_ID ? NETWORKS.mainnet : networkId);

const tooSmall = (): FaultError => new FaultError({ code: 'invalid_input', facts: { field: 'amount', hint: '' } });
