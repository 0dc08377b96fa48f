import { fail, ok, type Result } from '@spindle/shared';
import { type ChannelState, parseChannelData } from '../channel/state.ts';
import { CHANNEL_CODE_HASH } from '../generated/channel-code.ts';
import { type Account, readAccount } from './account.ts';
import { type AccountState, readAccountStates } from './account-states.ts';
import { findByMessageHash } from './find-by-message-hash.ts';
import { type ChainBlock, readBlock } from './read-block.ts';
import { type ChainHead, readChainHead } from './read-chain-head.ts';
import { type ChainResult, Toncenter, type ToncenterOptions, unreachable } from './toncenter.ts';
import type { ChainTransaction, Cursor } from './transaction.ts';
import { transactionsAfter } from './transactions-after.ts';

/** The last transaction of an account; null when nothing ever happened to it, or several servers exclude each other. */
export type LastSeen = Cursor | null | 'contradicted';

/** Reads the chain. Nothing here throws, and a read that failed is `chain_unreachable`, never an empty answer. */
export interface ChainReader {
  /**
   * A channel's ledger as the chain has it now; `absent` when nothing is deployed there.
   * @returns channel_unknown when the address holds something that is not our contract.
   */
  getChannel(address: string): Promise<Result<ChannelState | 'absent'>>;
  /**
   * The last transaction of each of many accounts, by raw address; null where nothing ever happened. One request for
   * each {@link ACCOUNTS_AT_ONCE} of them.
   */
  lastTransactions(addresses: readonly string[]): Promise<ChainResult<Map<string, LastSeen>>>;
  /** The same accounts whole, each as of one block; with their data if asked for. */
  accountStates(
    addresses: readonly string[],
    options?: { withData?: boolean },
  ): Promise<ChainResult<Map<string, AccountState | 'contradicted'>>>;
  /**
   * All transactions of an account after the cursor (null: from its beginning), oldest first.
   * @param last where its history ends, as `lastTransactions` said: saves the request that asks for it.
   */
  transactionsAfter(
    address: string,
    cursor: Cursor | null,
    last?: Cursor | null,
  ): Promise<ChainResult<ChainTransaction[]>>;
  /** The transaction that an external message caused, by its normalized hash; `unseen` while there is none. */
  findByMessageHash(messageHash: string): Promise<ChainResult<ChainTransaction | 'unseen'>>;
  /** The newest block of the masterchain. What is read here is what such a block holds, so it is final. */
  head(): Promise<ChainResult<ChainHead>>;
  /** One block of the masterchain, for its hash and time; `unseen` while there is none of this number. */
  block(seqno: number): Promise<ChainResult<ChainBlock | 'unseen'>>;
  /** The chain's clock in Unix seconds: contracts go by it. */
  nowSeconds(): Promise<ChainResult<number>>;
  /** Any account as of one block. */
  getAccount(address: string): Promise<ChainResult<Account>>;
  /** Of any account, in nano; 0 when there is none. */
  getBalance(address: string): Promise<ChainResult<bigint>>;
}

/** Of one server. @example createChainReader({ baseUrl: 'https://toncenter.com', apiKey }) */
export function createChainReader(options: ToncenterOptions): ChainReader {
  const toncenter = new Toncenter(options);
  return {
    getChannel: (address) => getChannel(toncenter, address),
    lastTransactions: async (addresses) => lastOfEach(await readAccountStates(toncenter, addresses)),
    accountStates: (addresses, options) => readAccountStates(toncenter, addresses, options),
    transactionsAfter: (address, cursor, last) => transactionsAfter(toncenter, address, cursor, last),
    findByMessageHash: (messageHash) => findByMessageHash(toncenter, messageHash),
    head: () => readChainHead(toncenter),
    block: (seqno) => readBlock(toncenter, seqno),
    nowSeconds: async () => {
      const head = await readChainHead(toncenter);
      return head.ok ? ok(head.value.timeSeconds) : head;
    },
    getAccount: (address) => readAccount(toncenter, address),
    getBalance: async (address) => {
      const account = await readAccount(toncenter, address);
      return account.ok ? ok(account.value.balanceNano) : account;
    },
  };
}

/** What `lastTransactions` tells of whole accounts. */
export function lastOfEach(
  states: ChainResult<Map<string, AccountState | 'contradicted'>>,
): ChainResult<Map<string, LastSeen>> {
  if (!states.ok) return states;
  const lastOf = (state: AccountState | 'contradicted') => (state === 'contradicted' ? state : state.last);
  return ok(new Map([...states.value].map(([address, state]) => [address, lastOf(state)])));
}

async function getChannel(toncenter: Toncenter, address: string): Promise<Result<ChannelState | 'absent'>> {
  const account = await readAccount(toncenter, address);
  if (!account.ok) return account;
  const { state, code, data } = account.value;
  if (state === 'uninitialized') return ok('absent');
  if (state === 'frozen' || code?.hash().toString('hex') !== CHANNEL_CODE_HASH) return fail('channel_unknown');
  try {
    return data ? ok(parseChannelData(data)) : unreachable('the channel has no data');
  } catch {
    return unreachable('the channel is not readable');
  }
}
