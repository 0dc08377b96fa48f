import { claimBody, MESSAGE_VALUE_NANO } from '@spindle/ton';
import { type Clock, type Database, inTransaction, type ModuleLog, type Sql } from '../../platform/index.ts';
import { PRIORITY, type Treasury } from '../treasury/index.ts';
import type { Channel } from './channel.ts';
import { noteClaiming, takeClaimable } from './claims.repo.ts';

export interface QueueClaimsDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  treasury: Pick<Treasury, 'address' | 'canSign' | 'enqueue' | 'drop'>;
  /** What an open channel must owe for a claim to be worth its fee. */
  claimThresholdNano: bigint;
}

/** More than a claim costs at the prices of 2026; a closing channel that owes less is let go. */
const WORTH_NANO = 2_000_000n;
/** The same claim is not made again at once when the chain refused it: what it said must be seen first. */
const REFUSED_MS = 10 * 60_000;
const CLAIMS_A_ROUND = 254;
/** A channel whose storage debt is more than a claim usually brings is brought this much; what is left comes back. */
const RICH_VALUE_NANO = 20n * MESSAGE_VALUE_NANO;

/**
 * Claims what buyers have spent: never more than that, whatever they have signed. Channels that close come first, since
 * theirs is lost when the close is finished.
 * @returns how many claims are new.
 */
export async function queueClaims(deps: QueueClaimsDeps): Promise<number> {
  const { db, clock, treasury } = deps;
  if (!treasury.canSign) return 0;
  const rules = {
    payee: treasury.address,
    openNano: deps.claimThresholdNano > WORTH_NANO ? deps.claimThresholdNano : WORTH_NANO,
    closingNano: WORTH_NANO,
    refusedBefore: new Date(clock.nowMs() - REFUSED_MS),
    limit: CLAIMS_A_ROUND,
  };
  const count = await inTransaction(db.pool, async (sql) => {
    let fresh = 0;
    for (const channel of await takeClaimable(sql, rules)) if (await queueClaim(deps, sql, channel)) fresh += 1;
    return fresh;
  });
  if (count > 0) deps.log.info({ claims: count }, 'claims queued');
  return count;
}

async function queueClaim({ treasury }: QueueClaimsDeps, sql: Sql, channel: Channel): Promise<boolean> {
  const { address, networkId, spentNano: totalNano, signedNano: cumulativeNano, signature, claimingNano } = channel;
  if (signature === null) return false;
  if (claimingNano !== null && claimingNano < totalNano) {
    // One that is on its way ends first; one that still waits makes room for the greater.
    const isGone = await treasury.drop(sql, claimKey(channel, claimingNano), 'voucher_stale');
    if (!isGone) return false;
  }
  const voucher = { networkId, channel: address, cumulativeNano, signature };
  const { outgoing, isNew } = await treasury.enqueue(sql, {
    key: claimKey(channel, totalNano),
    kind: 'claim',
    destination: address,
    valueNano: needsMore(channel) ? RICH_VALUE_NANO : MESSAGE_VALUE_NANO,
    priority: channel.state === 'closing' ? PRIORITY.closing : PRIORITY.claim,
    body: (queryId) => claimBody(totalNano, voucher, queryId),
  });
  const isOnItsWay = outgoing.state === 'waiting' || outgoing.state === 'batched';
  await noteClaiming(sql, address, isOnItsWay ? totalNano : null);
  return isNew;
}

/** The same total is claimed again only where more coins may help. */
const claimKey = (channel: Channel, totalNano: bigint): string =>
  `claim:${channel.address}:${totalNano}${needsMore(channel) ? ':more' : ''}`;

const needsMore = (channel: Channel): boolean => channel.claimRefusal === 'transfer_too_small';
