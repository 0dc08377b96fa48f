import { Address, type Cell, type Transaction, toNano } from '@ton/core';
import { Blockchain, internal, type SandboxContract, type TreasuryContract } from '@ton/sandbox';
import { MESSAGE_VALUE_NANO, refusalName, TOP_UP_EXTRA_NANO, topUpBody } from '../channel/index.ts';
import { parseChannelReply } from '../channel/state.ts';
import { type ChannelTerms, channelAddress, channelInit } from '../channel/terms.ts';
import { LOCAL_NETWORK_ID } from '../networks.ts';
import type { SignedVoucher } from '../voucher/promises.ts';
import { importSessionKey } from '../voucher/session-key.ts';
import { signCloseAgreement, signVoucher } from '../voucher/sign-promise.ts';
import { withPricesOf2026 } from './prices.ts';

export const DAY_SECONDS = 86_400;
export const YEAR_SECONDS = 365 * DAY_SECONDS;
/** After the cut of spring 2026, so that both sets of prices hold from here. */
const START_SECONDS = 1_790_000_000;

export type Party = SandboxContract<TreasuryContract>;
export type World = Awaited<ReturnType<typeof makeWorld>>;

/** What became of one message: `ok`, the contract's refusal by name, or `rolled back (n)` by its action phase. */
export type Outcome = string;

type Prices = 'of 2026' | 'before';

/** One chain for each set of prices, put back to its first moment for every new world: a new one costs 0.3 s. */
const chains = new Map<Prices, Promise<Awaited<ReturnType<typeof createChain>>>>();

export async function freshChain(prices: Prices) {
  const made = chains.get(prices) ?? createChain(prices);
  chains.set(prices, made);
  const { start, ...people } = await made;
  await people.chain.loadFrom(start);
  return people;
}

async function createChain(prices: Prices) {
  const chain = await Blockchain.create({ config: 'default' });
  if (prices === 'of 2026') chain.setConfig(withPricesOf2026(chain.config));
  chain.now = START_SECONDS;
  const payer = await chain.treasury('payer');
  const payee = await chain.treasury('payee');
  const stranger = await chain.treasury('stranger');
  return { chain, payer, payee, stranger, start: chain.snapshot() };
}

/** A chain with payer, payee and a stranger on it, and the terms of a channel that does not exist yet. */
export async function makeWorld(
  options: { prices?: Prices; onTransactions?: (transactions: Transaction[]) => void } = {},
) {
  const { chain, payer, payee, stranger } = await freshChain(options.prices ?? 'of 2026');
  const key = await importSessionKey('07'.repeat(32));
  if (!key) throw new Error('the world needs its key');

  const terms: ChannelTerms = {
    networkId: LOCAL_NETWORK_ID,
    payer: payer.address.toRawString(),
    payee: payee.address.toRawString(),
    sessionKey: key.publicKey,
    closeDelaySeconds: DAY_SECONDS,
    salt: 1n,
  };
  const channel = channelAddress(terms);
  const address = Address.parse(channel);
  let last: Transaction | undefined;

  /** Sends a message to the channel and tells what became of it. */
  async function send(from: Party, body: Cell, valueNano: bigint = MESSAGE_VALUE_NANO): Promise<Outcome> {
    const message = internal({
      from: from.address,
      to: address,
      value: valueNano,
      body,
      bounce: true,
      stateInit: channelInit(terms),
    });
    const sent = await chain.sendMessage(message);
    last = sent.transactions[0];
    options.onTransactions?.(sent.transactions);
    return outcomeOf(last);
  }

  return {
    chain,
    payer,
    payee,
    stranger,
    terms,
    channel,
    address,
    key,
    send,
    deposit: (coins: string, from = payer) => send(from, topUpBody(toNano(coins)), toNano(coins) + TOP_UP_EXTRA_NANO),
    voucher: (coins: string): Promise<SignedVoucher> =>
      signVoucher(key, { networkId: LOCAL_NETWORK_ID, channel, cumulativeNano: toNano(coins) }),
    agreement: (coins: string) =>
      signCloseAgreement(key, { networkId: LOCAL_NETWORK_ID, channel, totalNano: toNano(coins) }),
    state: async () => parseChannelReply((await chain.runGetMethod(address, 'get_channel')).stackReader),
    balance: async () => (await chain.getContract(address)).balance,
    lastTransaction: () => {
      if (!last) throw new Error('nothing was sent yet');
      return last;
    },
    wait: (seconds: number) => {
      chain.now = (chain.now ?? START_SECONDS) + seconds;
    },
  };
}

export function outcomeOf(
  transaction: Transaction | undefined,
  nameOf: (exitCode: number) => string | null = refusalName,
): Outcome {
  const description = transaction?.description;
  if (description?.type !== 'generic' || description.computePhase.type !== 'vm') return 'not run';
  const { exitCode } = description.computePhase;
  if (exitCode !== 0) return nameOf(exitCode) ?? `exit ${exitCode}`;
  const action = description.actionPhase;
  return action?.success ? 'ok' : `rolled back (${action?.resultCode})`;
}
