import { Address } from '@ton/core';
import { NETWORKS } from '../networks.ts';
import { MESSAGE_VALUE_NANO } from './amounts.ts';
import type { WalletMessage } from './deposit.ts';
import { cancelCloseBody, finishCloseBody, requestCloseBody } from './messages.ts';

/** What a payer does to get the rest of a channel back without payee. */
export type LeaveAction = 'request' | 'finish' | 'cancel';

const BODIES = { request: requestCloseBody, finish: finishCloseBody, cancel: cancelCloseBody };

/**
 * The transfer for one step out of a channel. Request and cancel must come from payer; anyone may send finish. It
 * needs nothing but the address, so it can be made when nobody answers.
 * @param address raw or friendly; throws when it is none.
 */
export function leaveMessage(action: LeaveAction, address: string, networkId: number): WalletMessage {
  const testOnly = networkId === NETWORKS.testnet;
  return {
    address: Address.parse(address).toString({ bounceable: true, testOnly }),
    amount: String(MESSAGE_VALUE_NANO),
    payload: BODIES[action]().toBoc().toString('base64'),
  };
}

/** A transfer as links that wallets open: the scheme that all of them know, and Tonkeeper's own over https. */
export interface TransferLinks {
  ton: string;
  tonkeeper: string;
}

export function transferLinks({ address, amount, payload }: WalletMessage): TransferLinks {
  // By hand: the `Buffer` that browsers get knows no base64url.
  const bin = payload.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const transfer = `transfer/${address}?amount=${amount}&bin=${bin}`;
  return { ton: `ton://${transfer}`, tonkeeper: `https://app.tonkeeper.com/${transfer}` };
}
