import { Address, type Cell, toNano } from '@ton/core';
import { internal } from '@ton/sandbox';
import {
  allowListAddress,
  allowListInit,
  LIST_MESSAGE_NANO,
  type ListTerms,
  parseListData,
} from '../allow-list/index.ts';
import { listRefusalName } from '../allow-list/refusals.ts';
import { LOCAL_NETWORK_ID } from '../networks.ts';
import { DAY_SECONDS, freshChain, type Outcome, outcomeOf, type Party } from './world.ts';

export type ListWorld = Awaited<ReturnType<typeof makeListWorld>>;

/** A chain with an owner, a guardian and a stranger on it, and a list that is deployed and empty. */
export async function makeListWorld() {
  const { chain, payer: owner, payee: guardian, stranger } = await freshChain('of 2026');
  const terms: ListTerms = {
    ...{ networkId: LOCAL_NETWORK_ID, purpose: 'images', delaySeconds: DAY_SECONDS, salt: 1n },
    ...{ owner: owner.address.toRawString(), guardian: guardian.address.toRawString() },
  };
  const address = allowListAddress(terms);
  const to = Address.parse(address);

  async function send(from: Party, body: Cell, value: bigint = LIST_MESSAGE_NANO): Promise<Outcome> {
    const message = internal({ from: from.address, to, value, body, bounce: true, stateInit: allowListInit(terms) });
    const { transactions } = await chain.sendMessage(message);
    return outcomeOf(transactions[0], listRefusalName);
  }
  async function state() {
    const { account } = await chain.getContract(to);
    const active = account.account?.storage.state;
    if (active?.type !== 'active' || !active.state.data) throw new Error('the list is not deployed');
    return parseListData(active.state.data);
  }
  return {
    ...{ chain, owner, guardian, stranger, terms, address, send, state },
    get: async (method: string, leaf?: string) =>
      (await chain.runGetMethod(to, method, leaf ? [{ type: 'int', value: BigInt(`0x${leaf}`) }] : [])).stackReader,
    balance: async () => (await chain.getContract(to)).balance,
    wait: (seconds: number) => {
      chain.now = (chain.now ?? 0) + seconds;
    },
    deploy: (body: Cell, from: Party = stranger) => send(from, body, toNano('0.1')),
  };
}
