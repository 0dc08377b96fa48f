import { createHash } from 'node:crypto';
import { Address, beginCell, type Cell, storeMessage } from '@ton/core';

/** Where play money comes from: an address that nobody has a key of. */
export const FAUCET = new Address(0, createHash('sha256').update('spindle devnet faucet').digest());

/** Coins from nowhere, by an ordinary message, so that the receiver's history shows where they came from. */
export function faucetMessage(to: Address, amountNano: bigint, at: { lt: bigint; time: number }): Cell {
  return beginCell()
    .store(
      storeMessage({
        info: {
          type: 'internal',
          ihrDisabled: true,
          bounce: false,
          bounced: false,
          src: FAUCET,
          dest: to,
          value: { coins: amountNano },
          ihrFee: 0n,
          forwardFee: 0n,
          createdLt: at.lt,
          createdAt: at.time,
        },
        body: beginCell().storeUint(0, 32).storeStringTail('Test TON').endCell(),
      }),
    )
    .endCell();
}
