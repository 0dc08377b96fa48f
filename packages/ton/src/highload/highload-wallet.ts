import { fromHex } from '@spindle/shared';
import { beginCell, contractAddress } from '@ton/core';
import type { StateCells } from '../channel/terms.ts';
import { HIGHLOAD_CODE } from './code.ts';

/** The number that the contract's authors propose for the first wallet of a key. */
export const HIGHLOAD_SUBWALLET_ID = 0x10ad;

/**
 * How long a batch may wait before the wallet refuses it for ever, by the chain's clock. Part of the wallet's address.
 * Within it the same batch is sent again and again, so a lost message costs seconds; after it nothing can land any more.
 */
export const HIGHLOAD_LIFE_SECONDS = 600;

/** A highload wallet v3: sends up to 254 messages at once, and each batch at most once. */
export interface HighloadWallet {
  /** Raw address. */
  address: string;
  init: StateCells;
}

/**
 * The wallet of a key.
 * @param publicKey Ed25519, 32 bytes in hex. Throws when it is none.
 */
export function highloadWallet(publicKey: string): HighloadWallet {
  const key = fromHex(publicKey);
  if (key?.length !== 32) throw new RangeError('a public key is 32 bytes of hex');
  const data = beginCell()
    .storeBuffer(Buffer.from(key))
    .storeUint(HIGHLOAD_SUBWALLET_ID, 32)
    .storeDict(null) // queries of the time before
    .storeDict(null) // queries of now
    .storeUint(0, 64) // when they were last cleaned
    .storeUint(HIGHLOAD_LIFE_SECONDS, 22)
    .endCell();
  const init = { code: HIGHLOAD_CODE, data };
  return { address: contractAddress(0, init).toRawString(), init };
}
