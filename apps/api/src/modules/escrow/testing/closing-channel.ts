import { unwrap } from '@spindle/shared';
import { claimBody, MESSAGE_VALUE_NANO, type requestCloseBody, signVoucher, type WalletSender } from '@spindle/ton';
import { holdOf, settleOne } from '../../ledger/testing/index.ts';
import { movements, walletOverview } from '../index.ts';
import type { EscrowBuyer } from './escrow-buyer.ts';
import type { EscrowWorld } from './escrow-world.ts';

type Sender = Pick<WalletSender, 'send'>;

/** What is done to one buyer's channel, and what is seen of it afterwards. */
export function closingChannel(world: EscrowWorld, buyer: EscrowBuyer) {
  const { address: channel, networkId } = buyer.terms;
  const tell = (body: ReturnType<typeof requestCloseBody>, from: Sender = buyer.wallet): Promise<void> =>
    world.send(from, { to: channel, valueNano: MESSAGE_VALUE_NANO, body });
  const overview = async () => unwrap(await walletOverview(world, buyer.actor));
  return {
    tell,
    /** The same, and the market has seen it. */
    told: async (body: ReturnType<typeof requestCloseBody>, from?: Sender): Promise<void> => {
      await tell(body, from);
      await world.follower.follow();
    },
    /** By the market, on a voucher for so much. */
    claim: async (totalNano: bigint, cumulativeNano: bigint): Promise<void> => {
      const voucher = await signVoucher(buyer.key, { networkId, channel, cumulativeNano });
      await tell(claimBody(totalNano, voucher), world.market);
    },
    spend: async (costNano: bigint): Promise<void> => {
      const hold = holdOf(buyer.accountId, costNano);
      unwrap(await world.ledger.openHold(hold));
      await settleOne(world, hold, { costNano, providerId: await world.person() });
    },
    overview,
    channel: async () => (await overview()).channel,
    books: () => world.ledger.balancesOf(buyer.accountId),
    refunds: async () => unwrap(await movements(world, buyer.actor, {})).items.filter(({ kind }) => kind === 'refund'),
    promotions: async (): Promise<bigint> => {
      const { rows } = await world.db.pool.query<{ balance_nano: string }>(
        `SELECT balance_nano FROM ledger_account WHERE kind = 'promotions'`,
      );
      return BigInt(rows[0]?.balance_nano ?? 0);
    },
  };
}

export type ClosingChannel = ReturnType<typeof closingChannel>;
