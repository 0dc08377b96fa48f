import { coinsText, fail, ok, type Result } from '@spindle/shared';
import { checkVoucher } from '@spindle/ton';
import type { Clock, Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { Channel } from './channel.ts';
import { noteChannelEvent } from './channel-events.repo.ts';
import { chainMoment, channelView, type ViewDeps } from './channel-view.ts';
import { findChannel, keepVoucher } from './channels.repo.ts';
import type { AllowanceInput, ChannelView } from './shapes.ts';

export interface VoucherDeps extends ViewDeps {
  db: Database;
  clock: Clock;
}

/**
 * Takes a voucher that the buyer's device signed ahead: from now on that much may be spent in total.
 * @returns channel_unknown, channel_closing, channel_closed, voucher_signature, voucher_stale or voucher_over_deposit.
 */
export async function acceptVoucher(
  deps: VoucherDeps,
  actor: Actor,
  input: AllowanceInput,
): Promise<Result<ChannelView>> {
  const taken = await takeVoucher(deps, actor, input);
  if (!taken.ok) return taken;
  const { address: channel, accountId } = taken.value;
  const happenedAt = new Date(deps.clock.nowMs());
  const signed = { channel, accountId, amountNano: input.cumulativeNano, transaction: null, happenedAt };
  await noteChannelEvent(deps.db.pool, { ...signed, kind: 'allowance' });
  return ok(channelView(taken.value, chainMoment(deps)));
}

/** The same for a voucher that comes with a request, whose sender wants no picture of the channel. */
export async function takeVoucher(
  { db }: Pick<VoucherDeps, 'db'>,
  actor: Pick<Actor, 'accountId'>,
  input: AllowanceInput,
): Promise<Result<Channel>> {
  const channel = await findChannel(db.pool, actor.accountId, input.channel);
  if (!channel) return fail('channel_unknown');
  const refusal = refusalOfState(channel);
  if (refusal) return refusal;
  const { cumulativeNano } = input;
  const signature = input.signature.toLowerCase();
  const voucher = { networkId: channel.networkId, channel: channel.address, cumulativeNano, signature };
  const checked = checkVoucher(voucher, channel);
  if (!checked.ok) return checked;
  const isKept = await keepVoucher(db.pool, { address: channel.address, cumulativeNano, signature });
  const after = (await findChannel(db.pool, actor.accountId, channel.address)) ?? channel;
  if (isKept) return ok(after);
  // Another device signed more, or the channel began to close, between our look and our write.
  return refusalOfState(after) ?? fail('voucher_stale', { signed: coinsText(after.signedNano) });
}

function refusalOfState(channel: Channel) {
  if (channel.state === 'expected') return fail('channel_unknown');
  if (channel.state === 'closing') return fail('channel_closing');
  if (channel.state === 'closed') return fail('channel_closed');
  return null;
}
