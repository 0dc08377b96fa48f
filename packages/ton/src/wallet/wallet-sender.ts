import { fromHex, ok, type Result } from '@spindle/shared';
import {
  Address,
  beginCell,
  Cell,
  external,
  internal,
  type MessageRelaxed,
  SendMode,
  type StateInit,
  storeMessage,
  storeStateInit,
} from '@ton/core';
import { type KeyPair, keyPairFromSeed, sign } from '@ton/crypto';
import { WalletContractV4, WalletContractV5R1 } from '@ton/ton';
import * as z from 'zod/mini';
import { normalizedMessageHash } from '../chain/message-hash.ts';
import { Toncenter, type ToncenterOptions, unreachable } from '../chain/toncenter.ts';
import type { TonProof } from '../ton-proof/proof.ts';
import { proofDigest } from '../ton-proof/proof-digest.ts';

export interface WalletOptions {
  /** Ed25519 seed, 32 bytes in hex. */
  seed: string;
  version: 'v4r2' | 'v5r1';
  /** What wallets call this network: `walletNetworkId`. Part of a v5r1 wallet's address. */
  networkId: number;
  /** The chain's clock, where it is not ours: a local chain can travel in time. */
  nowSeconds?: () => number;
}

export interface Transfer {
  to: string;
  valueNano: bigint;
  body?: Cell;
  /** Deploys the receiver. */
  init?: { code: Cell; data: Cell };
  /** Default true: what a contract refuses comes back. False for wallets that may not be deployed yet. */
  bounce?: boolean;
}

/** A wallet whose key a program holds: for scripts, tests and the development world. */
export interface WalletSender {
  /** Raw address. */
  address: string;
  /** Ed25519 in hex. */
  publicKey: string;
  /**
   * Signs the transfers into one message, sends it, and gives the hash to follow it by. Sent is not done: see
   * `ChainReader.findByMessageHash`. Deploys the wallet itself when it is not yet.
   * After `chain_unreachable` it is unknown whether the message went out; sent again with the same seqno, only one of
   * the two can be taken.
   */
  send(transfers: Transfer[]): Promise<Result<{ messageHash: string }>>;
  /** A ton_proof of this wallet, as a wallet app would answer a site's request. */
  prove(request: { domain: string; payload: string; nowSeconds: number }): TonProof;
}

const WalletInformation = z.object({ account_state: z.string(), seqno: z.optional(z.nullable(z.number())) });
const LIFE_SECONDS = 120;

/** Throws when the seed is not 32 bytes of hex. */
export function createWalletSender(wallet: WalletOptions, endpoint: ToncenterOptions): WalletSender {
  const seed = fromHex(wallet.seed);
  if (seed?.length !== 32) throw new RangeError('a seed is 32 bytes of hex');
  const keys = keyPairFromSeed(Buffer.from(seed));
  const contract = walletContract(wallet, keys.publicKey);
  const address = contract.address.toRawString();
  const toncenter = new Toncenter(endpoint);

  async function send(transfers: Transfer[]): Promise<Result<{ messageHash: string }>> {
    const seqno = await readSeqno(toncenter, address);
    if (!seqno.ok) return seqno;
    const nowSeconds = wallet.nowSeconds?.() ?? Math.floor(Date.now() / 1000);
    const body = signTransfers(contract, keys, { seqno: seqno.value, timeout: nowSeconds + LIFE_SECONDS }, transfers);
    const boc = envelope(contract, seqno.value === 0, body);
    const messageHash = normalizedMessageHash(boc);
    if (!messageHash) throw new Error('what was just made is an external message');
    const sent = await toncenter.call('sendBoc', { boc }, z.unknown());
    return sent.ok ? ok({ messageHash }) : sent;
  }

  return {
    address,
    publicKey: keys.publicKey.toString('hex'),
    send,
    prove: (request) => proveWallet(contract, keys, wallet.networkId, request),
  };
}

function proveWallet(
  contract: WalletContract,
  keys: KeyPair,
  networkId: number,
  { domain, payload, nowSeconds }: { domain: string; payload: string; nowSeconds: number },
): TonProof {
  const digest = proofDigest(contract.address, domain, nowSeconds, payload);
  return {
    address: contract.address.toRawString(),
    network: String(networkId),
    publicKey: keys.publicKey.toString('hex'),
    walletStateInit: beginCell().store(storeStateInit(contract.init)).endCell().toBoc().toString('base64'),
    proof: {
      timestamp: nowSeconds,
      domain: { lengthBytes: Buffer.byteLength(domain), value: domain },
      payload,
      signature: sign(digest, keys.secretKey).toString('base64'),
    },
  };
}

type WalletContract = WalletContractV4 | WalletContractV5R1;

function walletContract({ version, networkId }: WalletOptions, publicKey: Buffer): WalletContract {
  if (version === 'v4r2') return WalletContractV4.create({ workchain: 0, publicKey });
  return WalletContractV5R1.create({ publicKey, walletId: { networkGlobalId: networkId } });
}

function signTransfers(
  contract: WalletContract,
  keys: KeyPair,
  when: { seqno: number; timeout: number },
  transfers: Transfer[],
): Cell {
  const args = {
    ...when,
    secretKey: keys.secretKey,
    messages: transfers.map(toMessage),
    sendMode: SendMode.PAY_GAS_SEPARATELY + SendMode.IGNORE_ERRORS,
  };
  return contract instanceof WalletContractV4 ? contract.createTransfer(args) : contract.createTransfer(args);
}

function toMessage({ to, valueNano, body, init, bounce = true }: Transfer): MessageRelaxed {
  return internal({ to: Address.parse(to), value: valueNano, bounce, body: body ?? Cell.EMPTY, ...(init && { init }) });
}

function envelope(contract: { address: Address; init: StateInit }, isFirst: boolean, body: Cell): string {
  const message = external({ to: contract.address, body, ...(isFirst && { init: contract.init }) });
  return beginCell().store(storeMessage(message)).endCell().toBoc().toString('base64');
}

async function readSeqno(toncenter: Toncenter, address: string): Promise<Result<number>> {
  const answer = await toncenter.call('getWalletInformation', { address }, WalletInformation);
  if (!answer.ok) return answer;
  const { account_state: state, seqno } = answer.value;
  if (state !== 'active') return ok(0);
  return typeof seqno === 'number' ? ok(seqno) : unreachable('the wallet tells no seqno');
}
