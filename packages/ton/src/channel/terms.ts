import { fromHex } from '@spindle/shared';
import { Address, beginCell, Cell, contractAddress, storeStateInit } from '@ton/core';
import { CHANNEL_CODE_BOC } from '../generated/channel-code.ts';

/** What a channel is, for ever: its address is made of this and the code. */
export interface ChannelTerms {
  /** One of NETWORKS: the same terms on another network are another channel. */
  networkId: number;
  /** Address of the wallet that deposits and gets the rest back. */
  payer: string;
  /** Address of the wallet that is paid. */
  payee: string;
  /** Ed25519 key that signs vouchers, 32 bytes in hex. */
  sessionKey: string;
  /** How long payee can still claim after payer asks to close. */
  closeDelaySeconds: number;
  /** Tells channels of the same parties apart. Never use one twice. */
  salt: bigint;
}

export interface StateCells {
  code: Cell;
  data: Cell;
}

/** The channel's code, compiled from contracts/channel.tolk. */
export const CHANNEL_CODE = Cell.fromHex(CHANNEL_CODE_BOC);

/** What a new channel starts with. Throws on an address or key that is none: terms are made by programs. */
export function channelInit(terms: ChannelTerms): StateCells {
  const data = beginCell()
    .storeUint(0, 2) // open
    .storeCoins(0) // deposited
    .storeCoins(0) // claimed
    .storeUint(0, 32) // close at
    .storeRef(termsCell(terms))
    .endCell();
  return { code: CHANNEL_CODE, data };
}

/** The channel's raw address. It exists before the channel does. */
export function channelAddress(terms: ChannelTerms): string {
  return contractAddress(0, channelInit(terms)).toRawString();
}

/** The state init as TonConnect wants it: base64 of a BoC. */
export function channelStateInit(terms: ChannelTerms): string {
  return beginCell()
    .store(storeStateInit(channelInit(terms)))
    .endCell()
    .toBoc()
    .toString('base64');
}

/** Reads what {@link channelInit} wrote as terms. Throws when the cell is no terms. */
export function parseTerms(cell: Cell): ChannelTerms {
  const slice = cell.beginParse();
  const terms = {
    networkId: slice.loadInt(32),
    payer: slice.loadAddress().toRawString(),
    payee: slice.loadAddress().toRawString(),
    sessionKey: slice.loadBuffer(32).toString('hex'),
    closeDelaySeconds: slice.loadUint(32),
    salt: slice.loadUintBig(64),
  };
  slice.endParse();
  return terms;
}

function termsCell(terms: ChannelTerms): Cell {
  const sessionKey = fromHex(terms.sessionKey);
  if (sessionKey?.length !== 32) throw new RangeError('a session key is 32 bytes of hex');
  return beginCell()
    .storeInt(terms.networkId, 32)
    .storeAddress(Address.parse(terms.payer))
    .storeAddress(Address.parse(terms.payee))
    .storeBuffer(Buffer.from(sessionKey))
    .storeUint(terms.closeDelaySeconds, 32)
    .storeUint(terms.salt, 64)
    .endCell();
}
