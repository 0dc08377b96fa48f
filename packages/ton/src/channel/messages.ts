import { fromHex } from '@spindle/shared';
import { Address, type Builder, beginCell, type Cell } from '@ton/core';
import {
  type CloseAgreement,
  PROMISE_MAGIC,
  type SignedCloseAgreement,
  type SignedVoucher,
  type Voucher,
} from '../voucher/promises.ts';
import { EXCESSES_OP } from './payout-notice.ts';

/** First 32 bits of each message that a channel understands. */
export const CHANNEL_OP = {
  topUp: 0x2b1c7e01,
  claim: 0x2b1c7e02,
  closeNow: 0x2b1c7e03,
  requestClose: 0x2b1c7e04,
  finishClose: 0x2b1c7e05,
  cancelClose: 0x2b1c7e06,
} as const;

/** What a message says: a cell of the chain. */
export type MessageBody = Cell;

/** Chosen by the sender, echoed in every message that this one causes. */
type QueryId = bigint;

/** From payer. The message must bring `amountNano` and {@link TOP_UP_EXTRA_NANO} more. */
export function topUpBody(amountNano: bigint, queryId: QueryId = 0n): Cell {
  return message(CHANNEL_OP.topUp, queryId).storeCoins(amountNano).endCell();
}

/** For a person's wallet: coins that are theirs again. Wallets take it as a plain transfer, and show it so. */
export const givenBackBody = (queryId: QueryId): Cell => message(EXCESSES_OP, queryId).endCell();

/**
 * From payee or payer. Pays payee until it has had `totalNano` in all, which the voucher must reach.
 * The same voucher stays good for the rest of what it promises.
 */
export function claimBody(totalNano: bigint, voucher: SignedVoucher, queryId: QueryId = 0n): Cell {
  return message(CHANNEL_OP.claim, queryId)
    .storeCoins(totalNano)
    .storeBuffer(signatureOf(voucher))
    .storeRef(voucherCell(voucher))
    .endCell();
}

/** From payee, with payer's agreement: pays out and refunds at once. */
export function closeNowBody(agreement: SignedCloseAgreement, queryId: QueryId = 0n): Cell {
  return message(CHANNEL_OP.closeNow, queryId)
    .storeBuffer(signatureOf(agreement))
    .storeRef(closeAgreementCell(agreement))
    .endCell();
}

/** From payer: starts the delay. */
export function requestCloseBody(queryId: QueryId = 0n): Cell {
  return message(CHANNEL_OP.requestClose, queryId).endCell();
}

/** From anyone, after the delay: the rest goes back to payer. */
export function finishCloseBody(queryId: QueryId = 0n): Cell {
  return message(CHANNEL_OP.finishClose, queryId).endCell();
}

/** From payer, while closing: the channel is open again. */
export function cancelCloseBody(queryId: QueryId = 0n): Cell {
  return message(CHANNEL_OP.cancelClose, queryId).endCell();
}

/** The cell whose hash is a voucher's. The same as `voucherHash`, which does without @ton/core. */
export function voucherCell(voucher: Voucher): Cell {
  return promiseCell(PROMISE_MAGIC.voucher, voucher, voucher.cumulativeNano);
}

export function closeAgreementCell(agreement: CloseAgreement): Cell {
  return promiseCell(PROMISE_MAGIC.closeAgreement, agreement, agreement.totalNano);
}

function promiseCell(magic: number, place: { networkId: number; channel: string }, amountNano: bigint): Cell {
  return beginCell()
    .storeUint(magic, 32)
    .storeInt(place.networkId, 32)
    .storeAddress(Address.parse(place.channel))
    .storeCoins(amountNano)
    .endCell();
}

function message(op: number, queryId: QueryId): Builder {
  return beginCell().storeUint(op, 32).storeUint(queryId, 64);
}

function signatureOf(promise: { signature: string }): Buffer {
  const signature = fromHex(promise.signature);
  if (signature?.length !== 64) throw new RangeError('a signature is 64 bytes of hex');
  return Buffer.from(signature);
}
