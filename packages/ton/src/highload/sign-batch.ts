import type { SigningKey } from '@spindle/shared';
import {
  Address,
  beginCell,
  type Cell,
  external,
  internal,
  type MessageRelaxed,
  type OutAction,
  SendMode,
  storeMessage,
  storeMessageRelaxed,
  storeOutList,
} from '@ton/core';
import { normalizedMessageHash } from '../chain/message-hash.ts';
import type { StateCells } from '../channel/terms.ts';
import { HIGHLOAD_LIFE_SECONDS, HIGHLOAD_SUBWALLET_ID, type HighloadWallet } from './highload-wallet.ts';

/** What the wallet tells itself in the second half of a batch. */
export const INTERNAL_TRANSFER_OP = 0xae42e5a4;
/** The TVM does 255 actions at once, and the wallet keeps one of them for itself. */
export const MAX_BATCH_MESSAGES = 254;
/** What a batch carries to itself: gas for its second half. What is left over stays in the wallet. */
export const BATCH_VALUE_NANO = 20_000_000n;
/** The network takes no external message above 65,535 bytes; some room for what stands around the batch. */
const MAX_BOC_BYTES = 64_000;

export interface BatchMessage {
  /** Raw address of a contract: what it refuses comes back. */
  destination: string;
  valueNano: bigint;
  body: Cell;
  /** Deploys the receiver. */
  init?: StateCells | null;
}

export interface BatchTerms {
  queryId: number;
  /** Unix seconds by the chain's clock, not after its newest block. */
  createdAt: number;
  /** Most important first: when the wallet is too poor for all, the last ones are left out. */
  messages: readonly BatchMessage[];
  /** Deploys the wallet itself. Needed until its first batch has landed. */
  isFirst: boolean;
}

export interface SignedBatch {
  /** Base64. May be sent any number of times: the wallet does it once, or never. */
  boc: string;
  /** To follow it by (TEP-467). */
  messageHash: string;
}

/**
 * Signs a batch.
 * @returns null when so many messages do not fit into one external message: sign fewer.
 */
export async function signBatch(
  key: SigningKey,
  wallet: HighloadWallet,
  { queryId, createdAt, messages, isFirst }: BatchTerms,
): Promise<SignedBatch | null> {
  if (messages.length > MAX_BATCH_MESSAGES) return null;
  const order = beginCell()
    .storeUint(HIGHLOAD_SUBWALLET_ID, 32)
    .storeRef(
      beginCell()
        .store(storeMessageRelaxed(toItself(wallet, queryId, messages)))
        .endCell(),
    )
    .storeUint(SendMode.PAY_GAS_SEPARATELY, 8)
    .storeUint(queryId, 23)
    .storeUint(createdAt, 64)
    .storeUint(HIGHLOAD_LIFE_SECONDS, 22)
    .endCell();
  const signature = Buffer.from(await key.sign(order.hash()), 'hex');
  const body = beginCell().storeBuffer(signature, 64).storeRef(order).endCell();
  const message = external({ to: Address.parse(wallet.address), body, ...(isFirst && { init: wallet.init }) });
  const bytes = beginCell().store(storeMessage(message)).endCell().toBoc();
  if (bytes.length > MAX_BOC_BYTES) return null;
  const boc = bytes.toString('base64');
  const messageHash = normalizedMessageHash(boc);
  if (!messageHash) throw new Error('what was just made is an external message');
  return { boc, messageHash };
}

/** Its action list is what the wallet then does. Not bounceable: what is not done leaves the coins where they were. */
function toItself(wallet: HighloadWallet, queryId: number, messages: readonly BatchMessage[]): MessageRelaxed {
  const actions = messages.map(
    (message): OutAction => ({
      type: 'sendMsg',
      mode: SendMode.PAY_GAS_SEPARATELY | SendMode.IGNORE_ERRORS,
      outMsg: internal({
        to: Address.parse(message.destination),
        value: message.valueNano,
        bounce: true,
        body: message.body,
        ...(message.init && { init: message.init }),
      }),
    }),
  );
  const body = beginCell()
    .storeUint(INTERNAL_TRANSFER_OP, 32)
    .storeUint(queryId, 64)
    .storeRef(beginCell().store(storeOutList(actions)).endCell())
    .endCell();
  return internal({ to: Address.parse(wallet.address), value: BATCH_VALUE_NANO, bounce: false, body });
}
