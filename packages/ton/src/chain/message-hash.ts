import { beginCell, Cell, loadMessage } from '@ton/core';

/**
 * The hash by which an external message is found on chain whatever its envelope (TEP-467): no source, no import fee,
 * no state init, the body in a reference.
 * @param boc What the wallet answered to `sendTransaction`, in base64.
 * @returns hex; null when it is no external message.
 */
export function normalizedMessageHash(boc: string): string | null {
  try {
    const { info, body } = loadMessage(Cell.fromBase64(boc).beginParse());
    if (info.type !== 'external-in') return null;
    return beginCell()
      .storeUint(0b10, 2) // ext_in_msg_info
      .storeUint(0, 2) // no source
      .storeAddress(info.dest)
      .storeCoins(0) // import fee
      .storeBit(false) // no state init
      .storeBit(true) // body in a reference
      .storeRef(body)
      .endCell()
      .hash()
      .toString('hex');
  } catch {
    return null;
  }
}
