import type { SigningKey } from '@spindle/shared';
import { Address, Cell, loadMessage, type Transaction, toNano } from '@ton/core';
import { keyPairFromSeed, sign } from '@ton/crypto';
import { internal } from '@ton/sandbox';
import { type ChainTransaction, readTransaction } from '../chain/transaction.ts';
import { MESSAGE_VALUE_NANO, TOP_UP_EXTRA_NANO } from '../channel/amounts.ts';
import { claimBody, topUpBody } from '../channel/messages.ts';
import { type ChannelTerms, channelAddress, channelInit } from '../channel/terms.ts';
import {
  type BatchMessage,
  highloadWallet,
  queryIdOf,
  signBatch,
  type WalletEvent,
  walletEvent,
} from '../highload/index.ts';
import { signVoucher } from '../voucher/sign-promise.ts';
import { makeWorld } from './world.ts';

/** A key whose seed is known to the test. */
export function signingKey(seedHex: string): SigningKey {
  const { publicKey, secretKey } = keyPairFromSeed(Buffer.from(seedHex, 'hex'));
  return {
    publicKey: publicKey.toString('hex'),
    sign: async (bytes) => sign(Buffer.from(bytes), secretKey).toString('hex'),
  };
}

/** A highload wallet on a chain of its own, and channels that pay it. */
export async function makeHighloadWorld(options: Parameters<typeof makeWorld>[0] = {}) {
  const base = await makeWorld(options);
  const { chain, payer } = base;
  const key = signingKey('11'.repeat(32));
  const wallet = highloadWallet(key.publicKey);
  const address = Address.parse(wallet.address);
  let batches = 0n;

  async function deliver(boc: string): Promise<Transaction[]> {
    const { transactions } = await chain.sendMessage(loadMessage(Cell.fromBase64(boc).beginParse()));
    return transactions;
  }

  async function sign(messages: readonly BatchMessage[], more: { createdAt?: number; isFirst?: boolean } = {}) {
    const isActive = (await chain.getContract(address)).accountState?.type === 'active';
    const terms = { queryId: queryIdOf(batches++), createdAt: chain.now ?? 0, messages, isFirst: !isActive, ...more };
    return signBatch(key, wallet, terms);
  }

  /** A channel that pays the wallet, with one coin on deposit and a claim of half of it. */
  async function channel(salt: bigint): Promise<{ terms: ChannelTerms; claim: BatchMessage }> {
    const terms = { ...base.terms, payee: wallet.address, salt };
    const destination = channelAddress(terms);
    const value = toNano('1') + TOP_UP_EXTRA_NANO;
    const to = Address.parse(destination);
    const body = topUpBody(toNano('1'));
    await chain.sendMessage(
      internal({ from: payer.address, to, value, body, bounce: true, stateInit: channelInit(terms) }),
    );
    const promise = { networkId: terms.networkId, channel: destination, cumulativeNano: toNano('0.5') };
    const claim = claimBody(toNano('0.5'), await signVoucher(base.key, promise), 1_000n + salt);
    return { terms, claim: { destination, valueNano: MESSAGE_VALUE_NANO, body: claim } };
  }

  return {
    ...base,
    wallet,
    sign,
    deliver,
    channel,
    fund: (coins: string) => payer.send({ to: address, value: toNano(coins), bounce: false }),
    balance: async () => (await chain.getContract(address)).balance,
    /** Signs, sends, and tells all that happened. */
    send: async (messages: readonly BatchMessage[]) => {
      const batch = await sign(messages);
      if (!batch) throw new Error('the batch is too large');
      return deliver(batch.boc);
    },
    /** The wallet's own transactions among these. */
    ofWallet: (transactions: readonly Transaction[]): ChainTransaction[] =>
      transactions
        .filter(({ inMessage }) => inMessage?.info.dest?.toString() === address.toString())
        .map(({ raw }) => readTransaction(wallet.address, raw).transaction),
  };
}

export const eventsOf = (transactions: readonly ChainTransaction[]): (WalletEvent | null)[] =>
  transactions.map(walletEvent);
