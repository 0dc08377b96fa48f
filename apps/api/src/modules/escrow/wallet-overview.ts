import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import { type Actor, me } from '../accounts/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { ChainFollower } from './chain-follower.ts';
import { type Channel, spendableNano } from './channel.ts';
import { channelView } from './channel-view.ts';
import { findChannel, findCurrentChannel } from './channels.repo.ts';
import type { DepositWatch, SpendableView, WalletOverview } from './shapes.ts';

export interface OverviewDeps {
  db: Database;
  ledger: Pick<Ledger, 'balancesOf'>;
  follower: Pick<ChainFollower, 'trouble' | 'poke'>;
}

const NOTHING: SpendableView = { depositedNano: 0n, signedNano: 0n, spentNano: 0n, heldNano: 0n, spendableNano: 0n };

/** What an account has on deposit, may spend, and has earned: the one place where "spendable" is made for people. */
export async function walletOverview(deps: OverviewDeps, actor: Actor): Promise<Result<WalletOverview>> {
  const [person, channel, balances] = await Promise.all([
    me(deps, actor),
    findCurrentChannel(deps.db.pool, actor.accountId),
    deps.ledger.balancesOf(actor.accountId),
  ]);
  if (!person.ok) return person;
  return ok({
    wallet: person.value.wallet,
    channel: channel ? channelView(channel, deps.follower.trouble()) : null,
    balances: balancesIn(channel),
    earnedNano: balances.earnedNano,
  });
}

/** What one account may spend now, in nano. */
export async function spendableOf({ db }: { db: Database }, accountId: AccountId): Promise<SpendableView> {
  return balancesIn(await findCurrentChannel(db.pool, accountId));
}

/** Whether a deposit has arrived; asking has the chain looked at in the next moment. */
export async function watchDeposit(
  deps: OverviewDeps,
  actor: Actor,
  input: { channel: string },
): Promise<Result<DepositWatch>> {
  const channel = await findChannel(deps.db.pool, actor.accountId, input.channel);
  if (!channel) return fail('channel_unknown');
  deps.follower.poke(channel.address);
  const state = channel.depositedNano > 0n ? 'credited' : 'waiting';
  return ok({ state, depositedNano: channel.depositedNano, sinceMs: channel.stateSinceMs });
}

/** Nothing is left on deposit in a channel that has closed: its rest went home. */
function balancesIn(channel: Channel | null): SpendableView {
  if (!channel || channel.state === 'closed') return NOTHING;
  const { depositedNano, signedNano, spentNano, heldNano } = channel;
  return { depositedNano, signedNano, spentNano, heldNano, spendableNano: spendableNano(channel) };
}
