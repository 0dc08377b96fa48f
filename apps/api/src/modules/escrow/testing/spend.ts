import { type AccountId, unwrap } from '@spindle/shared';
import { holdOf, type LedgerWorld, settleOne } from '../../ledger/testing/index.ts';
import type { EscrowBuyer } from './escrow-buyer.ts';

/** The buyer gets an answer for so much. */
export async function spend(world: LedgerWorld, buyer: EscrowBuyer, costNano: bigint): Promise<void> {
  const hold = holdOf(buyer.accountId, costNano);
  unwrap(await world.ledger.openHold(hold));
  const providerId: AccountId = await world.person();
  await settleOne(world, hold, { costNano, providerId });
}
