import { Address } from '@ton/core';
import { NETWORKS } from '../networks.ts';
import { TOP_UP_EXTRA_NANO } from './amounts.ts';
import { topUpBody } from './messages.ts';
import { type ChannelTerms, channelAddress, channelStateInit } from './terms.ts';

/** One message of TonConnect's `sendTransaction`. */
export interface WalletMessage {
  /** Bounceable, so that what a channel refuses comes back. */
  address: string;
  /** Nano, in decimal. */
  amount: string;
  /** Base64 of a BoC. */
  payload: string;
}

/** One that deploys its receiver. */
export interface DeployingMessage extends WalletMessage {
  stateInit: string;
}

/**
 * The transfer that deposits into a channel. It carries the state init always: the first one deploys the channel, and
 * for the others it changes nothing, so nobody has to know which is first.
 */
export function depositMessage(terms: ChannelTerms, amountNano: bigint): DeployingMessage {
  const testOnly = terms.networkId === NETWORKS.testnet;
  return {
    address: Address.parse(channelAddress(terms)).toString({ bounceable: true, testOnly }),
    amount: String(amountNano + TOP_UP_EXTRA_NANO),
    payload: topUpBody(amountNano).toBoc().toString('base64'),
    stateInit: channelStateInit(terms),
  };
}
