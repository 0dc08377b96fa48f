import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { type Actor, me, spendingRulesOf } from '../accounts/index.ts';
import type { ChainFollower } from '../chain/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { type Channel, signableNano, spendableNano } from './channel.ts';
import { chainMoment, channelView, type ViewDeps } from './channel-view.ts';
import { findChannel, findChannelsWithMoney, findCurrentChannel, readUsedToday } from './channels.repo.ts';
import type { ChannelView, DepositWatch, SpendableView, SpendingView, WalletOverview } from './shapes.ts';

export interface OverviewDeps extends ViewDeps {
  db: Database;
  clock: Clock;
  ledger: Pick<Ledger, 'balancesOf'>;
  follower: Pick<ChainFollower, 'trouble' | 'poke'>;
}

const NOTHING: SpendableView = {
  ...{ depositedNano: 0n, signedNano: 0n, spentNano: 0n, heldNano: 0n },
  ...{ spendableNano: 0n, signableNano: 0n },
};

/** What an account has on deposit, may spend, and has earned: the one place where "spendable" is made for people. */
export async function walletOverview(deps: OverviewDeps, actor: Actor): Promise<Result<WalletOverview>> {
  const [person, channel, all, balances, spending] = await Promise.all([
    me(deps, actor),
    findCurrentChannel(deps.db.pool, actor.accountId),
    findChannelsWithMoney(deps.db.pool, actor.accountId),
    deps.ledger.balancesOf(actor.accountId),
    spendingView(deps, actor.accountId),
  ]);
  if (!person.ok) return person;
  const moment = chainMoment(deps);
  return ok({
    wallet: person.value.wallet,
    channel: channel ? channelView(channel, moment) : null,
    otherChannels: all.filter(({ address }) => address !== channel?.address).map((other) => channelView(other, moment)),
    balances: balancesIn(channel),
    spending,
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

/** One channel as it is known now; asking has the chain looked at in the next moment. */
export async function watchChannel(
  deps: OverviewDeps,
  actor: Actor,
  input: { channel: string },
): Promise<Result<ChannelView>> {
  const channel = await findChannel(deps.db.pool, actor.accountId, input.channel);
  if (!channel) return fail('channel_unknown');
  deps.follower.poke(channel.address);
  return ok(channelView(channel, chainMoment(deps)));
}

/** Nothing is left on deposit in a channel that has closed: its rest went home. */
function balancesIn(channel: Channel | null): SpendableView {
  if (!channel || channel.state === 'closed') return NOTHING;
  const { depositedNano, signedNano, spentNano, heldNano } = channel;
  return {
    ...{ depositedNano, signedNano, spentNano, heldNano },
    ...{ spendableNano: spendableNano(channel), signableNano: signableNano(channel) },
  };
}

async function spendingView({ db, clock }: OverviewDeps, accountId: AccountId): Promise<SpendingView> {
  const [rules, usedTodayNano] = await Promise.all([
    spendingRulesOf({ db }, accountId),
    readUsedToday(db.pool, accountId, clock.nowMs()),
  ]);
  return { ...rules, usedTodayNano };
}
