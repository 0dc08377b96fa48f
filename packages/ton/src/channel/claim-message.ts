import { Address } from '@ton/core';
import { NETWORKS } from '../networks.ts';
import type { SignedVoucher } from '../voucher/promises.ts';
import { MESSAGE_VALUE_NANO } from './amounts.ts';
import type { WalletMessage } from './deposit.ts';
import { claimBody } from './messages.ts';

/**
 * The transfer by which a payee takes what a voucher promises, with nobody's help. It must come from the payee's wallet;
 * what the contract does not take comes back.
 * @param totalNano what the payee shall have been paid in all after it: no more than the voucher promises and the channel
 * holds, and more than was claimed before.
 */
export function claimMessage(totalNano: bigint, voucher: SignedVoucher): WalletMessage {
  const testOnly = voucher.networkId === NETWORKS.testnet;
  return {
    address: Address.parse(voucher.channel).toString({ bounceable: true, testOnly }),
    amount: String(MESSAGE_VALUE_NANO),
    payload: claimBody(totalNano, voucher).toBoc().toString('base64'),
  };
}
