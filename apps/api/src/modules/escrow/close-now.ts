import { coinsText, fail, ok, type Result } from '@spindle/shared';
import { closeNowBody, MESSAGE_VALUE_NANO, verifyCloseAgreement } from '@spindle/ton';
import { type Clock, type Database, inTransaction } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { PRIORITY, type Treasury } from '../treasury/index.ts';
import type { Channel } from './channel.ts';
import { chainMoment, channelView, type ViewDeps } from './channel-view.ts';
import { findChannel } from './channels.repo.ts';
import { beginLeaving } from './claims.repo.ts';
import type { ChannelView, CloseNowInput } from './shapes.ts';

export interface CloseNowDeps extends ViewDeps {
  db: Database;
  clock: Clock;
  treasury: Pick<Treasury, 'address' | 'canSign' | 'enqueue'>;
}

/**
 * Closes an escrow at once, by both signatures: the market gets what was spent, the buyer all the rest. From now on it
 * spends nothing; should the chain refuse, it is as before, and says why. Asked again meanwhile, it is as it is.
 * @returns channel_unknown, channel_closed, treasury_off, close_money_held, close_total_changed or agreement_signature.
 */
export async function closeNow(deps: CloseNowDeps, actor: Actor, input: CloseNowInput): Promise<Result<ChannelView>> {
  const { db, clock, treasury } = deps;
  const channel = await findChannel(db.pool, actor.accountId, input.channel);
  if (!channel) return fail('channel_unknown');
  const view = (now: Channel) => ok(channelView(now, chainMoment(deps)));
  if (channel.leavingSinceMs !== null) return view(channel);
  const refusal = refusalOf(deps, channel, input);
  if (refusal) return refusal;
  const { networkId, address, spentNano } = channel;
  const { totalNano } = input;
  const agreement = { networkId, channel: address, totalNano, signature: input.signature.toLowerCase() };
  if (!verifyCloseAgreement(agreement, channel.sessionKey)) return fail('agreement_signature');
  const now = new Date(clock.nowMs());
  const hasBegun = await inTransaction(db.pool, async (sql) => {
    if (!(await beginLeaving(sql, { address, spentNano, now }))) return false;
    const { isNew } = await treasury.enqueue(sql, {
      key: `close:${address}:${totalNano}:${now.getTime()}`,
      kind: 'close_now',
      destination: address,
      valueNano: MESSAGE_VALUE_NANO,
      priority: PRIORITY.closing,
      body: (queryId) => closeNowBody(agreement, queryId),
    });
    if (!isNew) throw new Error('an order to close is one that has ended before');
    return true;
  });
  const after = (await findChannel(db.pool, actor.accountId, address)) ?? channel;
  if (hasBegun || after.leavingSinceMs !== null) return view(after);
  // Something was spent, held or closed between our look and our write.
  return refusalOf(deps, after, input) ?? fail('close_total_changed', { spent: coinsText(after.spentNano) });
}

function refusalOf({ treasury }: CloseNowDeps, channel: Channel, { totalNano }: CloseNowInput) {
  if (channel.state === 'expected') return fail('channel_unknown');
  if (channel.state === 'closed') return fail('channel_closed');
  if (!treasury.canSign || channel.payee !== treasury.address) return fail('treasury_off');
  if (channel.heldNano > 0n) return fail('close_money_held', { held: coinsText(channel.heldNano) });
  if (totalNano !== closingTotalNano(channel))
    return fail('close_total_changed', { spent: coinsText(closingTotalNano(channel)) });
  return null;
}

/** A contract gives nothing back of what was claimed; what a refund made of it goes to the payer's wallet afterwards. */
const closingTotalNano = ({ spentNano, claimedNano }: Channel): bigint =>
  spentNano > claimedNano ? spentNano : claimedNano;
