import { type Nano, nano } from '@spindle/shared';
import { type Cell, loadTransaction, type Message, type Transaction } from '@ton/core';

/** A place in an account's history: transactions are ordered by logical time, and each names the one before it. */
export interface Cursor {
  lt: bigint;
  /** 32 bytes in hex. */
  hash: string;
}

export interface InMessage {
  /** Raw address; null for an external message. */
  source: string | null;
  valueNano: Nano;
  /** Whether it came back: its receiver did not take it. */
  isBounced: boolean;
  /** First 32 bits of the body; null when it has fewer. */
  opcode: number | null;
  body: Cell;
}

/** A message that a transaction sent to another account. */
export interface SentMessage {
  /** Raw address. */
  destination: string;
  valueNano: Nano;
  body: Cell;
}

/** One transaction of one account, as far as we read them. */
export interface ChainTransaction extends Cursor {
  /** Raw address. */
  account: string;
  /** Unix seconds. */
  utime: number;
  /** Of the compute phase; null when the code did not run. */
  exitCode: number | null;
  /** Whether everything that the code wanted done was done. False means that nothing of it was. */
  actionOk: boolean;
  inMessage: InMessage | null;
  /** Bodies of the external messages that the code logged. */
  logs: Cell[];
  /** In the order in which the code sent them. */
  sent: SentMessage[];
  /** What it took from the account beside what it sent: gas, storage, and the forwarding of what it sent. */
  feesNano: Nano;
}

/** Reads a transaction's cell. Throws when it is none. */
export function readTransaction(account: string, cell: Cell): { transaction: ChainTransaction; previous: Cursor } {
  const raw = loadTransaction(cell.beginParse());
  const { exitCode, actionOk } = phasesOf(raw);
  const transaction = {
    account,
    lt: raw.lt,
    hash: cell.hash().toString('hex'),
    utime: raw.now,
    exitCode,
    actionOk,
    inMessage: raw.inMessage ? inMessageOf(raw.inMessage) : null,
    logs: raw.outMessages.values().flatMap(({ info, body }) => (info.type === 'external-out' ? [body] : [])),
    sent: raw.outMessages.values().flatMap(sentMessageOf),
    feesNano: feesOf(raw),
  };
  const previousHash = raw.prevTransactionHash.toString(16).padStart(64, '0');
  return { transaction, previous: { lt: raw.prevTransactionLt, hash: previousHash } };
}

/** First 32 bits of a body; null when it has fewer. */
export function opcodeOf(body: Cell): number | null {
  return body.bits.length >= 32 ? body.beginParse().loadUint(32) : null;
}

function phasesOf({ description }: Transaction): { exitCode: number | null; actionOk: boolean } {
  if (description.type !== 'generic') return { exitCode: null, actionOk: false };
  const { computePhase, actionPhase, aborted } = description;
  const exitCode = computePhase.type === 'vm' ? computePhase.exitCode : null;
  return { exitCode, actionOk: !aborted && actionPhase?.success === true };
}

function sentMessageOf({ info, body }: Message): SentMessage[] {
  if (info.type !== 'internal') return [];
  return [{ destination: info.dest.toRawString(), valueNano: nano(info.value.coins), body }];
}

/** `total_fees` leaves out what forwards the messages: that travels with them, to the validators on their way. */
function feesOf({ totalFees, outMessages }: Transaction): Nano {
  const forwarding = outMessages.values().map(({ info }) => (info.type === 'internal' ? info.forwardFee : 0n));
  return nano(forwarding.reduce((sum, fee) => sum + fee, totalFees.coins));
}

function inMessageOf({ info, body }: Message): InMessage {
  const isInternal = info.type === 'internal';
  return {
    source: isInternal ? info.src.toRawString() : null,
    valueNano: nano(isInternal ? info.value.coins : 0n),
    isBounced: isInternal && info.bounced,
    opcode: opcodeOf(body),
    body,
  };
}
