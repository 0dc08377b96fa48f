import { FaultError, type Language } from '@spindle/shared';
import { type AppConfig, api, type ChannelView } from '../api/index.ts';
import { deviceStores } from '../telegram/index.ts';
import { loadChannelTools } from './channel-tools.ts';
import { checkTerms } from './check-terms.ts';
import type { DepositStep } from './deposit-progress.ts';
import { sendFromWallet } from './send-from-wallet.ts';
import { findSessionKey, makeSessionKey } from './session-keys.ts';

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

/**
 * Key → terms → address reckoned here → the wallet's approval. Ends when the wallet says that it has sent it, which
 * proves nothing yet: only the channel's own transactions do.
 */
export async function makeDeposit(input: DepositInput, reached: (step: DepositStep) => void): Promise<SentDeposit> {
  const { config, language, payer } = input;
  const sessionKey = await sessionKeyFor(input.channel);
  reached('escrow');
  const [tools, view] = await Promise.all([loadChannelTools(), api.wallet.channelTerms.mutate({ sessionKey })]);
  if (input.amountNano < view.minDepositNano) throw tooSmall();
  const terms = checkTerms(view, { config, payer, sessionKey }, tools.channelAddress);
  reached('approve');
  const message = tools.depositMessage(terms, input.amountNano);
  await sendFromWallet({ config, language, message, payer: { address: payer, otherwise: otherWallet } });
  reached('chain');
  return { channel: view.address, sessionKey };
}

/** A channel that is open is topped up, so long as its key is here; otherwise the money goes into a new one. */
async function sessionKeyFor(channel: ChannelView | null): Promise<string> {
  const isUsable = channel?.state === 'open' || channel?.state === 'expected';
  const kept = isUsable ? await findSessionKey(channel.sessionKey, deviceStores()) : null;
  return (kept ?? (await makeSessionKey(deviceStores()))).key.publicKey;
}

const tooSmall = (): FaultError => new FaultError({ code: 'invalid_input', facts: { field: 'amount', hint: '' } });
const otherWallet = (): FaultError => new FaultError({ code: 'wallet_other' });
