import { Address, Cell, loadStateInit } from '@ton/core';
import type { DeployingMessage } from '../channel/deposit.ts';
import { NETWORKS } from '../networks.ts';
import type { Transfer } from '../wallet/wallet-sender.ts';
import { LIST_MESSAGE_NANO } from './messages.ts';
import { allowListAddress, allowListStateInit, type ListTerms } from './terms.ts';

/**
 * A message to a list, for a wallet to send. It carries the state init always: the first one deploys the list, and for
 * the others it changes nothing. Without a body it does no more than that.
 */
export const listMessage = (terms: ListTerms, body: Cell = Cell.EMPTY): DeployingMessage => ({
  address: Address.parse(allowListAddress(terms)).toString({
    bounceable: true,
    testOnly: terms.networkId === NETWORKS.testnet,
  }),
  amount: String(LIST_MESSAGE_NANO),
  payload: body.toBoc().toString('base64'),
  stateInit: allowListStateInit(terms),
});

/** The same for a wallet whose key a program holds. Throws when it is no message of ours. */
export function transferOf({ address, amount, payload, stateInit }: DeployingMessage): Transfer {
  const init = loadStateInit(Cell.fromBase64(stateInit).beginParse());
  if (!init.code || !init.data) throw new RangeError('the message deploys nothing');
  const transfer = {
    to: Address.parse(address).toRawString(),
    valueNano: BigInt(amount),
    body: Cell.fromBase64(payload),
  };
  return { ...transfer, init: { code: init.code, data: init.data } };
}
