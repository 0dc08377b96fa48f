import { beginCell, type Message } from '@ton/core';

/**
 * The hash by which an external message is found whatever its envelope (TEP-467): no source, no import fee, no state
 * init, the body in a reference.
 * @returns base64; null for other messages.
 */
export function normalizedHash(message: Message): string | null {
  if (message.info.type !== 'external-in') return null;
  return beginCell()
    .storeUint(0b10, 2) // ext_in_msg_info$10
    .storeUint(0, 2) // src: addr_none
    .storeAddress(message.info.dest)
    .storeCoins(0)
    .storeBit(false)
    .storeBit(true)
    .storeRef(message.body)
    .endCell()
    .hash()
    .toString('base64');
}
