import { FaultError, type Language } from '@spindle/shared';
import type { LeaveAction } from '@spindle/ton/channel';
import type { AppConfig, ChannelView } from '../api/index.ts';
import { loadChannelTools } from './channel-tools.ts';
import { sendFromWallet } from './send-from-wallet.ts';

export interface LeaveInput {
  action: LeaveAction;
  channel: Pick<ChannelView, 'address' | 'payer'>;
  config: AppConfig;
  language: Language;
}

/**
 * Has the wallet send one step out of an escrow. To ask and to cancel is the payer's; to finish is anyone's, since the
 * money can only go home. Ends when the wallet says that it has sent it.
 * Refusals: `wallet_not_payer`, and those of {@link sendFromWallet}.
 */
export async function sendLeave({ action, channel, config, language }: LeaveInput): Promise<void> {
  const { friendlyAddress, leaveMessage } = await loadChannelTools();
  const message = leaveMessage(action, channel.address, config.networkId);
  const wallet = friendlyAddress(channel.payer, config.networkId);
  const otherwise = () => new FaultError({ code: 'wallet_not_payer', facts: { wallet } });
  const payer = action === 'finish' ? null : { address: channel.payer, otherwise };
  await sendFromWallet({ config, language, message, payer });
}

/** How to take an escrow's money back without the market: its address and a link for each step. */
export interface WayOut {
  address: string;
  /** Where the money goes, as wallets show it. */
  wallet: string;
  links: Record<LeaveAction, string>;
  /** What a step's transfer carries; nearly all of it comes back. */
  messageNano: bigint;
  /** What the contract keeps for its storage; comes back at the end. */
  reserveNano: bigint;
}

export async function wayOutOf(channel: Pick<ChannelView, 'address' | 'payer'>, networkId: number): Promise<WayOut> {
  const { friendlyAddress, leaveMessage, transferLinks, messageNano, reserveNano } = await loadChannelTools();
  const link = (action: LeaveAction) => transferLinks(leaveMessage(action, channel.address, networkId)).ton;
  return {
    address: friendlyAddress(channel.address, networkId, 'contract'),
    wallet: friendlyAddress(channel.payer, networkId),
    links: { request: link('request'), finish: link('finish'), cancel: link('cancel') },
    messageNano,
    reserveNano,
  };
}
