import { type Nano, nano } from '@spindle/shared';
import type { Cell, TupleReader } from '@ton/core';
import { type ChannelTerms, parseTerms } from './terms.ts';

const STATUSES = ['open', 'closing', 'closed'] as const;
export type ChannelStatus = (typeof STATUSES)[number];

/** The ledger that a channel keeps. Always: claimed ≤ deposited. */
export interface ChannelState {
  status: ChannelStatus;
  /** Ever credited. */
  depositedNano: Nano;
  /** Ever paid to payee. */
  claimedNano: Nano;
  /** Unix seconds from when it may be finished; null when it is not closing. */
  closeAt: number | null;
  terms: ChannelTerms;
}

/** Reads a channel's data cell. Throws when it is not one. */
export function parseChannelData(data: Cell): ChannelState {
  const slice = data.beginParse();
  const status = statusOf(slice.loadUint(2));
  const depositedNano = nano(slice.loadCoins());
  const claimedNano = nano(slice.loadCoins());
  const closeAt = slice.loadUint(32);
  const terms = parseTerms(slice.loadRef());
  slice.endParse();
  return { status, depositedNano, claimedNano, closeAt: closeAt || null, terms };
}

/** Reads what the getter `get_channel` answers. Throws when it is something else. */
export function parseChannelReply(stack: TupleReader): ChannelState {
  return {
    status: statusOf(stack.readNumber()),
    depositedNano: nano(stack.readBigNumber()),
    claimedNano: nano(stack.readBigNumber()),
    closeAt: stack.readNumber() || null,
    terms: {
      networkId: stack.readNumber(),
      payer: stack.readAddress().toRawString(),
      payee: stack.readAddress().toRawString(),
      sessionKey: stack.readBigNumber().toString(16).padStart(64, '0'),
      closeDelaySeconds: stack.readNumber(),
      salt: stack.readBigNumber(),
    },
  };
}

function statusOf(index: number): ChannelStatus {
  const status = STATUSES[index];
  if (!status) throw new RangeError(`a channel has no status ${index}`);
  return status;
}
